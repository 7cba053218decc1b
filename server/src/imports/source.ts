/** What an import reads: files of known nouns, each a sequence of values with the line they stand on. */
import type { z } from 'zod';
import { interchange } from '@parvis/contracts';
import type { Problems } from './problems.ts';
import { readLines } from './lines.ts';

export type FileName = keyof typeof interchange;
export type RowOf<Name extends FileName> = z.output<(typeof interchange)[Name]>;

export type Value = { line: number; value: unknown } | { line: number; problem: string };

export type SourceFile = {
  name: FileName;
  /** What it is called where a problem of it is told: `people.jsonl`, `staff.csv`. */
  label: string;
  /** The fields it speaks of, where that is not all of them: the others stay as they are here. */
  fields?: ReadonlySet<string>;
  /** All that there is of its kind: what it had earlier and has no more is retired. */
  whole?: true;
  /** Can be called more than once; each time reads the file anew. */
  values(): AsyncIterable<Value>;
};

export type Source = {
  files: readonly SourceFile[];
  /** The bytes of a file that comes with a row; a sentence where it cannot be had. */
  attachment?(name: string): Promise<Uint8Array<ArrayBuffer> | string>;
  /** What was left out and why, where that is no mistake: a column that has no meaning here. */
  remarks: readonly string[];
};

export type Numbered<Row> = { line: number; row: Row };

/** Longer than any row that its schema accepts. */
const longestLine = 4_000_000;

/** JSON Lines; empty lines are passed over. */
export async function* readJsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Value> {
  for await (const item of readLines(chunks, longestLine)) {
    if ('problem' in item) yield item;
    else if (item.text.trim() !== '') yield parseLine(item.line, item.text);
  }
}

// PostgreSQL stores neither the null character nor half of a surrogate pair. Rare: looked for before it is paid for.
const unstorable = /\\u0000|\\u[dD][89a-fA-F]/;
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

function parseLine(line: number, text: string): Value {
  try {
    const reviver = unstorable.test(text)
      ? (_: string, value: unknown) => (typeof value === 'string' ? storable(value) : value)
      : undefined;
    return { line, value: JSON.parse(text, reviver) };
  } catch {
    return { line, problem: 'the line is not JSON: each line is one object, { "id": … }' };
  }
}

/** The rows of a file as their schema has them. Whatever is wrong goes to `problems`. */
export async function* readRows<Name extends FileName>(
  file: SourceFile & { name: Name },
  problems: Problems,
): AsyncGenerator<Numbered<RowOf<Name>>> {
  const schema = interchange[file.name] as unknown as z.ZodType<RowOf<Name>>;
  for await (const item of file.values()) {
    if (problems.full) return;
    const place = { file: file.label, line: item.line };
    if ('problem' in item) {
      problems.add(place, item.problem);
      continue;
    }
    const parsed = schema.safeParse(item.value);
    if (parsed.success) yield { line: item.line, row: parsed.data };
    else for (const issue of parsed.error.issues) problems.add(place, explain(issue, item.value));
  }
}

const most = 80;
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > most ? `${text.slice(0, most)}…` : text;
};

/** One sentence with the field, its value and what it should be. */
function explain(issue: z.core.$ZodIssue, row: unknown): string {
  const field = issue.path.map(String).join('.');
  if (field === '' && issue.code === 'invalid_type')
    return `the line is ${shown(row)}: each line is one object, { "id": … }`;
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `"${key}"`).join(', ');
    return `${field ? `"${field}" has ` : ''}${names}, which ${issue.keys.length > 1 ? 'are no fields' : 'is no field'} of this format: leave it out`;
  }
  const value = issue.path.reduce<unknown>(
    (inside, key) => (inside as Record<PropertyKey, unknown> | undefined)?.[key],
    row,
  );
  if (value === undefined) return `"${field}" is missing`;
  if (issue.code === 'invalid_value')
    return `"${field}" is ${shown(value)}: it must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_big') return `"${field}" is too long: at most ${String(issue.maximum)}`;
  if (issue.code === 'too_small') return `"${field}" is ${shown(value)}: at least ${String(issue.minimum)} is needed`;
  if (issue.code === 'invalid_type') return `"${field}" is ${shown(value)}: it must be ${issue.expected}`;
  return `"${field}" is ${shown(value)}, which is not as it should be (${issue.code === 'invalid_format' ? issue.format : issue.message})`;
}
