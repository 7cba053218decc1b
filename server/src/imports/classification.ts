/**
 * Opens a classification of skills: JSON Lines, one skill a line, either as `skills.jsonl` of the interchange folder has
 * it, or flat: `uri` (or `id`), a label under each language tag (`en`), synonyms under that tag with `_alt` (`en_alt`).
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ImportRefused } from './problems.ts';
import { type Source, type Value, readJsonLines } from './source.ts';

const language = /^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/;
/** What such files also say of a skill, and nothing here needs. */
const passedOver = new Set(['type', 'reuse', 'uri', 'id', 'description', 'status', 'code']);

const refuse = (file: string, message: string): never => {
  throw new ImportRefused([{ file, line: 0, message }], false);
};

export async function openClassification(path: string): Promise<Source> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) =>
    refuse(path, error.code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${error.code})`),
  );
  if (!found.isFile()) refuse(path, 'it is no file: give one of JSON Lines');
  const label = basename(path);
  return {
    files: [{ name: 'skills.jsonl', label, whole: true, values: () => readClassification(path) }],
    remarks: [],
  };
}

async function* readClassification(path: string): AsyncGenerator<Value> {
  for await (const item of readJsonLines(createReadStream(path))) yield 'problem' in item ? item : unfold(item);
}

/** A flat row as the interchange format has it; what is no such row is left for its schema to refuse. */
function unfold({ line, value }: { line: number; value: unknown }): Value {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'label' in value) return { line, value };
  const row = value as Record<string, unknown>;
  const id = row['id'] ?? row['uri'];
  const label: Record<string, unknown> = {};
  const synonyms: Record<string, unknown> = {};
  for (const [key, given] of Object.entries(row)) {
    if (passedOver.has(key)) continue;
    const [tag = '', alternative] = key.split('_alt');
    if (!language.test(tag) || (alternative !== undefined && alternative !== ''))
      return {
        line,
        problem: `"${key}" is no field of this format: a label stands under its language ("en"), synonyms under "en_alt"`,
      };
    if (alternative === undefined) {
      if (given !== null && given !== '') label[tag] = given;
    } else if (given !== null) synonyms[tag] = given;
  }
  return { line, value: { ...(id !== undefined && { id }), label, synonyms } };
}
