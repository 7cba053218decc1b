/** What is inside each chunk of the bundle: the modules by their minified bytes, so that a maintainer sees where they are. */
import { SourceMap, type SourceMapPayload } from 'node:module';
import { type Rolldown, build } from 'vite';

export type Held = { module: string; bytes: number };

/** Chunk → its modules, most first. Builds the same bundle once more, with source maps and without writing it. */
export async function modulesOf(): Promise<Map<string, Held[]>> {
  const built = (await build({ logLevel: 'error', build: { write: false, sourcemap: 'hidden' } })) as
    Rolldown.RolldownOutput | Rolldown.RolldownOutput[];
  const held = new Map<string, Held[]>();
  for (const { output } of [built].flat())
    for (const chunk of output) {
      if (chunk.type !== 'chunk' || !chunk.map) continue;
      const map = new SourceMap(chunk.map as unknown as SourceMapPayload);
      const bytes: Record<string, number> = {};
      chunk.code.split('\n').forEach((line, row) => {
        for (let column = 0; column < line.length; column++) {
          const entry = map.findEntry(row, column);
          const source = ('originalSource' in entry && entry.originalSource) || '';
          const module = source
            .replace(/^.*?(packages|node_modules)\/|^(\.\.\/)+/, '')
            .replace(/^src\//, 'elements/src/');
          bytes[module || 'between modules'] = (bytes[module || 'between modules'] ?? 0) + 1;
        }
      });
      held.set(
        chunk.fileName,
        Object.entries(bytes)
          .map(([module, bytes]) => ({ module, bytes }))
          .sort((one, other) => other.bytes - one.bytes),
      );
    }
  return held;
}
