import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type Source, lineOf, readSource, root, sourceOf, walk } from './source.ts';

const source = readSource('packages', 'server', 'stories', 'test');

const findings = (files: Source, found: (node: ts.Node, path: string) => string | undefined): string[] =>
  [...files.values()].flatMap(({ path, file }) => {
    const lines: string[] = [];
    walk(file, (node) => {
      const what = found(node, path);
      if (what) lines.push(`${path}:${lineOf(file, node)} ${what}`);
    });
    return lines;
  });

describe('the repository', () => {
  it('has the fixed list of things at its top', () => {
    const fixed = [
      'packages',
      'stories',
      'server',
      'test',
      'package.json',
      'tsconfig.json',
      'vite.config.ts',
      'README.md',
      'LICENSE',
      'package-lock.json',
    ];
    const ignored = readFileSync(join(root, '.gitignore'), 'utf8')
      .split('\n')
      .map((line) => line.replace(/\/$/, ''));
    const others = readdirSync(root).filter(
      (name) => !name.startsWith('.') && !fixed.includes(name) && !ignored.includes(name),
    );
    expect(others).toEqual([]);
  });

  it('leaves nothing to be done later in a comment', () => {
    // Spelled apart, so that this file does not find itself.
    const later = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK', 'XX' + 'X'].join('|')})\\b`);
    const left = [...source.values()].flatMap(({ path, file }) =>
      file.text.split('\n').flatMap((line, index) => (later.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
    );
    expect(left).toEqual([]);
  });
});

const only = (node: ts.Node): string | undefined =>
  ts.isPropertyAccessExpression(node) &&
  node.name.text === 'only' &&
  /^(it|test|describe|suite)\b/.test(node.expression.getText())
    ? 'runs alone'
    : undefined;

/** Node runs this source by erasing types: what needs more than that does not start. Pages of other frameworks are compiled. */
const unerasable = (node: ts.Node, path: string): string | undefined => {
  if (!/^(packages\/(contracts|client)|server|test(?!\/packages\/apps))\//.test(path)) return undefined;
  if (ts.isEnumDeclaration(node)) return 'has an enum';
  if (
    ts.isModuleDeclaration(node) &&
    node.body &&
    !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)
  )
    return 'has a namespace';
  if (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent)) return 'has a parameter property';
  if (ts.isDecorator(node)) return 'has a decorator';
  return undefined;
};

describe('the source', () => {
  it('has no test that shuts the others out', () => {
    expect(findings(source, only)).toEqual([]);
    expect(findings(sourceOf({ 'test/a.test.ts': `it.only('x', () => {});` }), only)).toEqual([
      'test/a.test.ts:1 runs alone',
    ]);
  });

  it('runs once its types are erased', () => {
    expect(findings(source, unerasable)).toEqual([]);
    for (const text of [
      'enum A { B }',
      'namespace A { export const b = 1; }',
      'class A { constructor(readonly b: string) {} }',
    ])
      expect(findings(sourceOf({ 'server/src/a.ts': text }), unerasable)).toHaveLength(1);
  });
});

describe('migrations', () => {
  const folder = join(root, 'server/migrations');
  const names = readdirSync(folder).sort();

  it('each have a number of their own, so that there is one order', () => {
    const numbers = names.map((name) => /^(\d{4})_[a-z_]+\.sql$/.exec(name)?.[1] ?? name);
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
    expect(numbers.filter((number) => !/^\d{4}$/.test(number))).toEqual([]);
  });

  it('leave the time to the application', () => {
    for (const name of names)
      expect(readFileSync(join(folder, name), 'utf8'), name).not.toMatch(
        /\b(now\(\)|current_timestamp|clock_timestamp)/i,
      );
  });
});

describe('stories', () => {
  const known = new Set(
    readFileSync(join(root, 'server/demo/content/people.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { id: string }).id),
  );

  it('are seen by people of the demonstration: nobody else is shown more than that they are unknown', () => {
    const folder = join(root, 'stories');
    const seen = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mdx)$/.test(name))
      .flatMap((name) =>
        [...readFileSync(join(folder, name), 'utf8').matchAll(/\bviewer(?:: |=)['"]([a-z.-]+)['"]/g)].map(
          ([, viewer]) => `${name}: ${viewer}`,
        ),
      );
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.filter((one) => !known.has(one.split(': ')[1]!))).toEqual([]);
  });
});
