/** Opens what `parvis import` was given: a folder of JSON Lines, one such file, or a people CSV. */
import { createReadStream } from 'node:fs';
import { lstat, readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { interchange, limits } from '@parvis/contracts';
import { openPeopleCsv } from './people-csv.ts';
import { ImportRefused } from './problems.ts';
import { type FileName, type Source, type SourceFile, readJsonLines } from './source.ts';

const names = Object.keys(interchange) as FileName[];
const isKnown = (name: string): name is FileName => (names as string[]).includes(name);

const jsonLines = (folder: string, name: FileName): SourceFile => ({
  name,
  label: name,
  values: () => readJsonLines(createReadStream(join(folder, name))),
});

const refuse = (file: string, message: string): never => {
  throw new ImportRefused([{ file, line: 0, message }], false);
};

export async function openSource(path: string): Promise<Source> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) =>
    refuse(path, error.code === 'ENOENT' ? 'there is no such folder or file' : `it cannot be read (${error.code})`),
  );
  if (found.isDirectory()) return openFolder(path);
  if (!found.isFile()) refuse(path, 'it is neither a folder nor a file');
  const name = basename(path);
  if (/\.csv$/i.test(name)) return openPeopleCsv(name, () => createReadStream(path));
  if (isKnown(name)) return { files: [jsonLines(join(path, '..'), name)], remarks: [] };
  return refuse(path, `give a folder, a people CSV (….csv) or one of ${names.join(', ')}`);
}

async function openFolder(path: string): Promise<Source> {
  const present = await readdir(path);
  const strange = present.filter((name) => name.endsWith('.jsonl') && !isKnown(name));
  if (strange.length > 0)
    refuse(strange[0]!, `no such file belongs to this format: rename it to one of ${names.join(', ')}`);
  const known = names.filter((name) => present.includes(name));
  for (const name of known) await requireFile(path, name);
  const files = known.map((name) => jsonLines(path, name));
  if (files.length === 0) refuse(path, `the folder has none of ${names.join(', ')}`);
  return { files, remarks: [], attachment: (name) => readAttachment(join(path, 'files', name)) };
}

/** A plain file of a size that any upload may have: no link that leads elsewhere, nothing without end. */
async function readAttachment(path: string): Promise<Uint8Array<ArrayBuffer> | string> {
  const found = await lstat(path).catch(() => undefined);
  if (!found?.isFile()) return 'there is no such file in the folder `files`';
  if (found.size > limits.file) return `it has ${found.size} bytes: at most ${limits.file} are taken`;
  return new Uint8Array(await readFile(path));
}

/** Folders, pipes and devices have names, too; what a device or a pipe gives can be without end. */
async function requireFile(folder: string, name: string): Promise<void> {
  const found = await stat(join(folder, name)).catch((error: NodeJS.ErrnoException) =>
    refuse(name, `it cannot be read (${error.code})`),
  );
  if (!found.isFile()) refuse(name, 'it is no file: put one of JSON Lines in its place');
}
