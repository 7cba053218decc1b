/**
 * What the elements offer to pages and tools, read from their source: attributes, properties, events, slots, parts and
 * tokens as a custom elements manifest (https://github.com/webcomponents/custom-elements-manifest, schema 2.1.0).
 */
import { readFileSync, readdirSync } from 'node:fs';
import * as analyzer from '@custom-elements-manifest/analyzer/index.js';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import * as tables from '@parvis/contracts/tables';
import type {
  Attribute,
  ClassMember,
  CssCustomProperty,
  CustomElementDeclaration,
  Package,
} from 'custom-elements-manifest';
import type * as TypeScript from 'typescript';
import { type Token, tokensIn } from './tokens.ts';

/** It reads the trees of the compiler that it brings along. */
const { create, ts } = analyzer as unknown as {
  create(options: { modules: TypeScript.SourceFile[]; plugins: unknown[]; context: { dev: boolean } }): Package;
  ts: typeof TypeScript;
};

const source = new URL('../src/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, source), 'utf8');

/** Tags without their prefix, each the name of its folder. */
export const elementNames: readonly string[] = readdirSync(source, { withFileTypes: true })
  .filter((folder) => folder.isDirectory() && readdirSync(new URL(folder.name, source)).includes('define.ts'))
  .map(({ name }) => name)
  .filter((name) => name !== 'internal')
  .sort();

export const classNameOf = (name: string): string =>
  `Parvis${name.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase())}`;

/** `parvis-person-open` is told by a `ParvisPersonOpenEvent`. */
const eventClass = (type: string): string => `${classNameOf(type.replace(/^parvis-/, ''))}Event`;

type Member = ClassMember & { attribute?: string };
type Declared = CustomElementDeclaration & { members?: Member[] };

/** What a page may use: nothing private, and nothing that only the library needs of itself. */
const isPublic = (member: Member): boolean =>
  (member.privacy ?? 'public') === 'public' &&
  !member.static &&
  !/^[#_]/.test(member.name) &&
  !('description' in member && member.description?.includes('@internal')) &&
  (member.kind === 'method' ? member.name !== 'render' : member.attribute !== undefined || !readsOnly(member));

const inner = new Set([
  'localize',
  'tagPrefix',
  'extend',
  'interrupted',
  'busy',
  'problem',
  'problemWords',
  'onkeydown',
]);
const readsOnly = (member: Member): boolean => 'readonly' in member && !!member.readonly;

/** Every style sheet of an element, those that all have first. */
const styleSheets = (): string =>
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /^styles\/\w[\w-]*\.ts$|\.styles\.ts$/.test(path))
    .sort((one, other) => Number(other === 'styles/tokens.ts') - Number(one === 'styles/tokens.ts'))
    .map(read)
    .join('\n');

/** The tokens that a page sets. */
export const designTokens = (): Token[] => tokensIn(styleSheets());

export function createManifest(): Package {
  const paths = elementNames.map((name) => `${name}/${name}.ts`);
  const modules = ['internal/parvis-element.ts', ...paths].map((path) =>
    ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2022, true),
  );
  const analysed = create({ modules, plugins: litPlugin(), context: { dev: false } });
  const cssProperties = designTokens().map(({ name, description, initial }) => ({
    name,
    description,
    default: initial,
  }));
  const events = new Set(read('events/index.ts').match(/Parvis\w+Event/g));
  return {
    schemaVersion: '2.1.0',
    modules: elementNames.map((name) => {
      const found = analysed.modules.find(({ path }) => path === `${name}/${name}.ts`);
      const declared = found?.declarations?.find((one) => one.name === classNameOf(name)) as Declared | undefined;
      if (!declared) throw new Error(`${name}/${name}.ts declares no ${classNameOf(name)}.`);
      const path = `${name}/${name}.js`;
      return {
        kind: 'javascript-module',
        path,
        declarations: [present(declared, `parvis-${name}`, cssProperties, events)],
        exports: [
          { kind: 'js', name: declared.name, declaration: { name: declared.name, module: path } },
          {
            kind: 'custom-element-definition',
            name: `parvis-${name}`,
            declaration: { name: declared.name, module: path },
          },
        ],
      };
    }),
  };
}

/** `FeedScope` as the values of the table `feedScopes`, so that editors can offer them. */
const spelled = (type: string): string =>
  type.replace(/\b[A-Z]\w+/g, (name) => {
    const values = (tables as Record<string, unknown>)[`${name[0]!.toLowerCase()}${name.slice(1)}s`];
    if (!Array.isArray(values)) throw new Error(`An attribute is a ${name}, but there is no table of its values.`);
    return values.map((value) => `'${value}'`).join(' | ');
  });

function present(
  { name, summary, description, attributes = [], members = [], events: found = [], slots, cssParts }: Declared,
  tagName: string,
  cssProperties: CssCustomProperty[],
  known: ReadonlySet<string>,
): CustomElementDeclaration {
  const told = (entry: { description?: string }) => entry.description?.replace(/\s+/g, ' ').trim();
  // What is told in the comment of the class; what the analyzer guesses from the code has no name.
  const events = found.filter((event) => event.name && event.description);
  const unknown = events.find((event) => !known.has(eventClass(event.name)));
  if (unknown) throw new Error(`<${tagName}> tells of '${unknown.name}', but there is no ${eventClass(unknown.name)}.`);
  const undocumented = attributes.find((attribute) => !told(attribute) && attribute.name !== 'dir');
  if (undocumented) throw new Error(`<${tagName} ${undocumented.name}> has no comment that says what it is for.`);
  return {
    kind: 'class',
    customElement: true,
    name,
    tagName,
    summary: summary?.replace(/\s+/g, ' '),
    description: description || undefined,
    superclass: { name: 'LitElement', package: 'lit' },
    attributes: attributes.map(({ name, fieldName, type, default: initial, ...rest }: Attribute) => ({
      ...{ name, fieldName, type: type && { text: spelled(type.text) }, default: initial },
      description: told(rest) ?? 'Direction of the text; without it the one of the surrounding page.',
    })),
    members: members.filter((member) => isPublic(member) && !inner.has(member.name)),
    events: events.map((event) => ({
      name: event.name,
      type: { text: eventClass(event.name) },
      description: told(event),
    })),
    slots,
    cssParts,
    cssProperties: tagName === 'parvis-provider' ? [] : cssProperties,
  } as CustomElementDeclaration;
}
