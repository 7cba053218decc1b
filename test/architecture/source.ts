/** The source as its rules see it: who imports what, read with the compiler's own parser. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export type Import = {
  /** As written: `hono`, `../people/index.ts`. */
  from: string;
  /** Where a relative one leads, from the root; the package's name otherwise. */
  to: string;
  /** Erased before it runs. */
  typeOnly: boolean;
  /** Fetched when the call runs: `import('…')`. */
  onUse: boolean;
  /** What is taken at run time; `*` for everything. */
  names: string[];
  line: number;
};

export type Module = { path: string; file: ts.SourceFile; imports: Import[] };
export type Source = ReadonlyMap<string, Module>;

export const lineOf = (file: ts.SourceFile, node: ts.Node): number =>
  file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;

/** Calls `visit` for every node of a file. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

export function parse(path: string, text: string): Module {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const add = (node: ts.Node, from: string, typeOnly: boolean, names: string[], onUse = false) =>
    imports.push({
      from,
      to: from.startsWith('.') ? posix.join(posix.dirname(path), from) : from,
      typeOnly,
      onUse,
      names,
      line: lineOf(file, node),
    });
  walk(file, (node) => {
    if (ts.isImportDeclaration(node)) {
      const { importClause: clause, moduleSpecifier } = node;
      const bindings = clause?.namedBindings;
      const named =
        bindings && ts.isNamedImports(bindings) ? bindings.elements.filter(({ isTypeOnly }) => !isTypeOnly) : [];
      const names = [
        ...(clause?.name ? ['default'] : []),
        ...(bindings && ts.isNamespaceImport(bindings) ? ['*'] : []),
        ...named.map(({ name, propertyName }) => (propertyName ?? name).text),
      ];
      const erased = clause !== undefined && (clause.isTypeOnly || names.length === 0);
      add(node, (moduleSpecifier as ts.StringLiteral).text, erased, erased ? [] : names);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      const clause = node.exportClause;
      const named =
        clause && ts.isNamedExports(clause) ? clause.elements.filter(({ isTypeOnly }) => !isTypeOnly) : undefined;
      const names = named ? named.map(({ name, propertyName }) => (propertyName ?? name).text) : ['*'];
      const erased = node.isTypeOnly || names.length === 0;
      add(node, (node.moduleSpecifier as ts.StringLiteral).text, erased, erased ? [] : names);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [from] = node.arguments;
      if (from && ts.isStringLiteralLike(from)) add(node, from.text, false, ['*'], true);
    }
  });
  return { path, file, imports };
}

/** Invented files, to show that a rule finds what breaks it. */
export const sourceOf = (files: Record<string, string>): Source =>
  new Map(Object.entries(files).map(([path, text]) => [path, parse(path, text)]));

/** Every TypeScript file below the folders, tests included. */
export function readSource(...folders: string[]): Source {
  const files: Record<string, string> = {};
  for (const folder of folders) {
    if (!existsSync(join(root, folder))) continue;
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const path = posix.join(folder, entry.replaceAll('\\', '/'));
      if (!/\.(ts|js|mjs)$/.test(path) || /(^|\/)(node_modules|dist)\//.test(path)) continue;
      files[path] = readFileSync(join(root, path), 'utf8');
    }
  }
  return sourceOf(files);
}

/** The packages of this repository, by the module that each name leads to. */
const own: Record<string, string> = {
  '@parvis/contracts': 'packages/contracts/src/index.ts',
  '@parvis/contracts/tables': 'packages/contracts/src/tables.ts',
  '@parvis/client': 'packages/client/src/index.ts',
};
const follow = ({ to }: Import): string => own[to] ?? to;

/** What runs when `start` is loaded: each module or package with the import that leads to it. */
export function reach(source: Source, start: string): Map<string, { by: string; line: number }> {
  const reached = new Map<string, { by: string; line: number }>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const imported of source.get(path)?.imports ?? []) {
      const to = follow(imported);
      if (imported.typeOnly || reached.has(to)) continue;
      reached.set(to, { by: path, line: imported.line });
      if (source.has(to)) open.push(to);
    }
  }
  return reached;
}

/** The module that a name of an index comes from: `../posts/index.ts` → `server/src/posts/policy.ts`. */
export function originOf(source: Source, index: string, name: string): string | undefined {
  const entry = source.get(index);
  const through = entry?.imports.find(({ names }) => names.includes(name) || names.includes('*'));
  if (!through) return undefined;
  return /\/index\.ts$/.test(through.to) ? originOf(source, through.to, name) : through.to;
}

export const isTest = (path: string): boolean => /\.test\.ts$/.test(path);
export const folderOf = (path: string): string => dirname(path);
