/** What a page may dress by `::part` is what the class comment of an element tells of, and the other way round. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { designTokens, elementNames } from '../../packages/elements/build/manifest.ts';
import { root } from './source.ts';

const folder = 'packages/elements/src';
const texts = new Map(
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => [path, readFileSync(join(root, folder, path), 'utf8')] as const),
);
const classOf = (element: string) => `${element}/${element}.ts`;
const classes = new Set(elementNames.map(classOf));

/** What an element draws with: its module and all that it loads, at once or later, but no other element. */
function drawnBy(element: string): Set<string> {
  const seen = new Set<string>();
  const waiting = [classOf(element)];
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (seen.has(path) || path === 'elements.ts') continue;
    seen.add(path);
    const loaded = texts.get(path)!.replaceAll(/import type[^;]*;/g, '');
    for (const [, from] of loaded.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
      const to = posix.join(posix.dirname(path), from!);
      if (texts.has(to) && !classes.has(to)) waiting.push(to);
    }
  }
  return seen;
}

const named = (path: string): string[] =>
  [...texts.get(path)!.matchAll(/\spart="([^"$]+)"/g)].flatMap(([, names]) => names!.split(' '));
/** A part whose name is handed over is what the calls of the method that draws it say first. */
const handed = (path: string): string[] => {
  const text = texts.get(path)!;
  return [...text.matchAll(/\spart=\$\{(\w+)\}/g)].flatMap(({ 1: part, index }) => {
    const [, method, first] = [...text.slice(0, index).matchAll(/^ {2}(#?\w+)\((\w+)[:,].*\{$/gm)].at(-1)!;
    expect(first, `${path} draws a part by a name that is not what ${method} is given first`).toBe(part);
    return [...text.matchAll(new RegExp(`this\\.${method}\\('([\\w-]+)'`, 'g'))].map(([, name]) => name!);
  });
};
const drawnIn = (path: string): string[] => [...named(path), ...handed(path)];
const toldOf = (element: string): string[] =>
  [...texts.get(classOf(element))!.matchAll(/@csspart (\S+) - \S/g)].map(([, name]) => name!);

const reach = new Map(elementNames.map((element) => [element, drawnBy(element)]));

describe('the parts of elements', () => {
  it.each(elementNames)('of %s are told once each, and drawn', (element) => {
    const told = toldOf(element);
    expect(new Set(told).size).toBe(told.length);
    const drawn = new Set([...reach.get(element)!].flatMap(drawnIn));
    expect(told.filter((name) => !drawn.has(name))).toEqual([]);
  });

  it('are told of by the element in whose folder they are drawn', () => {
    const untold = [...texts.keys()].flatMap((path) => {
      const element = path.split('/')[0]!;
      if (!elementNames.includes(element)) return [];
      return drawnIn(path)
        .filter((name) => !toldOf(element).includes(name))
        .map((name) => `${path}: ${name}`);
    });
    expect(untold).toEqual([]);
  });

  it('that several elements draw are told of by one of them at least', () => {
    const untold = [...texts.keys()].flatMap((path) =>
      drawnIn(path)
        .filter((name) => !elementNames.some((one) => reach.get(one)!.has(path) && toldOf(one).includes(name)))
        .map((name) => `${path}: ${name}`),
    );
    expect(untold).toEqual([]);
  });
});

describe('the slots of elements', () => {
  it.each(elementNames)('of %s are told of, and drawn', (element) => {
    const own = [...texts.keys()].filter((path) => path.startsWith(`${element}/`)).map((path) => texts.get(path)!);
    const drawn = new Set(
      own.flatMap((text) => [...text.matchAll(/<slot(?: name="([\w-]+)")?>/g)].map(([, name]) => name ?? '')),
    );
    const told = new Set(
      [...texts.get(classOf(element))!.matchAll(/@slot (?:([\w-]+) )?- \S/g)].map(([, name]) => name ?? ''),
    );
    expect([...told].sort()).toEqual([...drawn].sort());
  });
});

it('each token that a style sheet reads is told of', () => {
  const told = new Map(designTokens().map(({ name, description }) => [name, description]));
  const read = [...texts.values()].flatMap((text) => [...text.matchAll(/var\(\s*(--parvis-[\w-]+)/g)]);
  const untold = [...new Set(read.map(([, name]) => name!))].filter((name) => !told.get(name));
  expect(untold).toEqual([]);
});
