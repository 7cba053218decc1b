/** Every term of every language, and what each says: those that take values say it with several. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse, root, walk } from '../architecture/source.ts';
import { readFileSync } from 'node:fs';

export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];
type Term = string | ((...values: never[]) => string);

export const folder = 'packages/elements/src/locales';
/** Stands for what a person or a thing is called. */
const anything = 'Ω';
export const counts = [0, 1, 2, 3, 5, 11, 21, 100, 101];

export type Said = {
  family: string;
  key: string;
  /** What each of its values is: `number`, `string`, `boolean`. */
  takes: string[];
  say(...values: unknown[]): string;
};

const filesOf = (language: Language) =>
  readdirSync(join(root, folder, language))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
export const families: Record<Language, string[]> = { en: filesOf('en'), fr: filesOf('fr') };

/** What the terms of a family take, as the English ones are typed. */
function valuesOf(family: string): Map<string, string[]> {
  const path = `${folder}/en/${family}.ts`;
  const found = new Map<string, string[]>();
  walk(parse(path, readFileSync(join(root, path), 'utf8')).file, (node) => {
    if (ts.isPropertyAssignment(node) && ts.isArrowFunction(node.initializer))
      found.set(
        (node.name as ts.Identifier).text,
        node.initializer.parameters.map(({ type }) => type?.getText() ?? 'string'),
      );
  });
  return found;
}

export async function termsOf(language: Language): Promise<Said[]> {
  const said: Said[] = [];
  for (const family of families[language]) {
    const takes = valuesOf(family);
    const { default: words } = (await import(join(root, folder, language, `${family}.ts`))) as {
      default: Record<string, Term>;
    };
    for (const [key, term] of Object.entries(words))
      said.push({
        family,
        key,
        takes: takes.get(key) ?? [],
        say: (...values) => (typeof term === 'string' ? term : term(...(values as never[]))),
      });
  }
  return said;
}

/** What a term says with every kind of value it takes; what may be missing is left out once. */
export function everythingSaid({ takes, say }: Said): string[] {
  let given: unknown[][] = [[]];
  for (const type of takes) {
    const values = /number/.test(type) ? counts : /boolean/.test(type) ? [true, false] : [anything];
    given = given.flatMap((before) => values.map((value): unknown[] => [...before, value]));
  }
  const said = new Set(given.map((values) => say(...values)));
  for (const [place, type] of takes.entries()) {
    const without = takes.map((other, at) =>
      at === place && type === 'string' ? '' : /number/.test(other) ? 2 : anything,
    );
    const full = takes.map((other) => (/number/.test(other) ? 2 : anything));
    // Only where it has words of its own for that: otherwise nobody says it without.
    if (say(...without) !== say(...full).replaceAll(anything, (one, at) => (at >= 0 && full[place] === one ? '' : one)))
      if (!/ {2}| [,:.]|^\s|\s$/.test(say(...without))) said.add(say(...without));
  }
  return [...said];
}
