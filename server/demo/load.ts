/** Fills an empty application with the demonstration company, through the ordinary import. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ImportKernel, importSource, openSource } from '../src/imports/index.ts';
import { moveContent } from './dates.ts';

export const content = fileURLToPath(new URL('content', import.meta.url));

/** Loading it again changes nothing of this week's; a week later the dates have moved on. */
export async function loadDemonstration(kernel: ImportKernel): Promise<void> {
  const moved = await mkdtemp(join(tmpdir(), 'parvis-demonstration-'));
  try {
    await moveContent(content, moved, kernel.now());
    await importSource(kernel, await openSource(moved));
  } finally {
    await rm(moved, { recursive: true, force: true });
  }
}
