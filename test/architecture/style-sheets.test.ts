/**
 * The parts of an element that load later bring style sheets into a shadow root where others are drawn already. What such
 * a sheet says of a bare `ul` or `button` would change all of them, so each of its selectors begins with something of
 * the part's own.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type Source, isTest, root, sourceOf, walk } from './source.ts';

/** What a control looks like wherever it stands; no part draws one of these before its sheet is there. */
const controls: Record<string, RegExp> = {
  fields:
    /^(form|legend|label|input|textarea|select|:is\(input, textarea, select\)|:where\(input:not\([^()]*\), textarea, select\)|::placeholder)(?![a-z])/,
  dialog: /^dialog\b/,
};
/** Drawn with the element, before anything else is. */
const first = ['base', 'tokens'];

type Sheet = { name: string; path: string; text: string };

/** Every style sheet, and the names of those that come into a root which may be drawn already. */
function read(source: Source): { sheets: Sheet[]; late: Set<string> } {
  const sheets: Sheet[] = [];
  const early = new Set<string>();
  const late = new Set<string>();
  const namesIn = (node: ts.Node, into: Set<string>) =>
    walk(node, (one) => void (ts.isIdentifier(one) && into.add(one.text)));
  for (const { path, file } of source.values()) {
    if (isTest(path)) continue;
    walk(file, (node) => {
      if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'css') {
        let named: ts.Node = node;
        while (!ts.isVariableDeclaration(named) && !ts.isPropertyDeclaration(named)) named = named.parent;
        sheets.push({ name: named.name.getText(), path, text: node.template.getText().slice(1, -1) });
      } else if (ts.isPropertyDeclaration(node) && node.name.getText() === 'styles' && node.initializer)
        namesIn(node.initializer, early);
      else if (ts.isBinaryExpression(node) && node.left.getText().endsWith('.adoptedStyleSheets'))
        namesIn(node.right, early);
      else if (
        ts.isCallExpression(node) &&
        ts.isPropertyAccessExpression(node.expression) &&
        node.expression.name.text === 'extend'
      )
        node.arguments.forEach((argument) => namesIn(argument, late));
      else if (ts.isVariableDeclaration(node) && node.initializer && /Styles$/.test(node.name.getText())) {
        if (ts.isArrayLiteralExpression(node.initializer)) namesIn(node.initializer, late);
      }
    });
  }
  for (const { name } of sheets) if (!early.has(name)) late.add(name);
  return { sheets, late };
}

/** The selectors of a sheet, one by one. */
function selectorsOf(text: string): string[] {
  const plain = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\$\{[^}]*\}/g, '');
  const preludes = [...plain.matchAll(/([^{};]+)\{/g)].map(([, prelude]) => prelude!.trim());
  return preludes
    .filter((prelude) => !prelude.startsWith('@') && !/^(from|to|[\d.]+%)/.test(prelude))
    .flatMap((prelude) => prelude.split(/,(?![^(]*\))/))
    .map((selector) => selector.trim())
    .filter(Boolean);
}

/** A class, an id, an attribute, the host, a part or a slot: nothing that others have too. */
const own = /^(?:[a-z][a-z0-9]*)?(?:[.#[]|:host|:(?:is|where)\([.#[]|::slotted|::part)/;

const strays = (source: Source): string[] => {
  const { sheets, late } = read(source);
  return sheets
    .filter(({ name }) => late.has(name) && !first.includes(name))
    .flatMap(({ name, path, text }) =>
      selectorsOf(text)
        .filter((selector) => !own.test(selector) && !controls[name]?.test(selector))
        .map((selector) => `${path} ${name}: ${selector}`),
    );
};

/** The modules that have anything to do with style sheets: most have not, and need not be parsed. */
function readStyled(): Source {
  const folder = 'packages/elements/src';
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => path.endsWith('.ts') && !isTest(path));
  const texts = paths.map((path) => [path, readFileSync(join(root, path), 'utf8')] as const);
  return sourceOf(
    Object.fromEntries(texts.filter(([, text]) => /css`|Styles\b|\.extend\(|adoptedStyleSheets/.test(text))),
  );
}

describe('a style sheet that comes later', () => {
  it('speaks of nothing but its own part', () => {
    expect(strays(readStyled())).toEqual([]);
  });

  it.each([
    ['a bare tag', "host.extend('x', [xStyles]); export const xStyles = css`ul { margin: 0 } .mine { gap: 0 }`;"],
    ['one among others', 'export const xStyles = css`.mine, button { gap: 0 }`;'],
    [
      'one within a condition',
      'export const xStyles = css`@media (forced-colors: active) { progress { margin: 0 } }`;',
    ],
    [
      'one of a sheet that another element starts with',
      "class A { static styles = [xStyles]; } class B { go() { this.extend('x', [xStyles]); } } const xStyles = css`h3 { gap: 0 }`;",
    ],
  ])('is found where it speaks of %s', (_, text) => {
    expect(strays(sourceOf({ 'packages/elements/src/x/x.ts': text }))).toHaveLength(1);
  });

  it('may say what it likes where the element starts with it', () => {
    const text = 'class A { static styles = [xStyles]; } const xStyles = css`h3 { gap: 0 }`;';
    expect(strays(sourceOf({ 'packages/elements/src/x/x.ts': text }))).toEqual([]);
  });
});
