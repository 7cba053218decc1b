/** Files of a folder by the address they are asked for at: those of these kinds, and none outside of it. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

export type File = { bytes: Uint8Array<ArrayBuffer>; type: string };

/** Undefined for what is not there, or is of no kind in `types` (extension → media type). */
export async function readServed(
  folder: string,
  path: string,
  types: Readonly<Record<string, string>>,
): Promise<File | undefined> {
  const file = normalize(path);
  const type = types[extname(file)];
  if (!type || file.startsWith('..')) return undefined;
  const bytes = await readFile(join(folder, file)).catch(() => undefined);
  return bytes && { bytes: new Uint8Array(bytes), type };
}
