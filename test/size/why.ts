/**
 * Where the bytes of the bundle are: what is inside each chunk, and what a first view would be spared without each of its
 * modules. For that its files are compressed as one, with and without the module's own text: what repeats itself costs
 * little wherever it stands.
 */
import { SourceMap, type SourceMapPayload } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import { type Rolldown, build } from 'vite';

export type Share = { module: string; minified: number; spared: number };
/** Pieces of a chunk in order, each with the module that it comes from. */
type Piece = { module: string; text: string };

const brotli = (text: string) => brotliCompressSync(text).length;
const named = (source: string) =>
  source.replace(/^.*?(packages|node_modules)\/|^(\.\.\/)+/, '').replace(/^src\//, 'elements/src/');

/** Chunk → its pieces. Builds the same bundle once more, with source maps and without writing it. */
export async function piecesOf(): Promise<Map<string, Piece[]>> {
  const built = (await build({ logLevel: 'error', build: { write: false, sourcemap: 'hidden' } })) as
    Rolldown.RolldownOutput | Rolldown.RolldownOutput[];
  const pieces = new Map<string, Piece[]>();
  for (const { output } of [built].flat())
    for (const chunk of output) {
      if (chunk.type !== 'chunk' || !chunk.map) continue;
      const map = new SourceMap(chunk.map as unknown as SourceMapPayload);
      const list: Piece[] = [];
      chunk.code.split('\n').forEach((line, row) => {
        for (let column = 0; column < line.length; column++) {
          const entry = map.findEntry(row, column);
          // What the build put there belongs to what it stands beside.
          const module = 'originalSource' in entry && entry.originalSource ? named(entry.originalSource) : '';
          const last = list.at(-1);
          if (last && (!module || last.module === module)) last.text += line[column];
          else list.push({ module: module || 'imports', text: line[column]! });
        }
      });
      pieces.set(chunk.fileName, list);
    }
  return pieces;
}

/** A chunk's modules by their minified bytes, most first. */
export function heldIn(pieces: Piece[]): { module: string; bytes: number }[] {
  const bytes = new Map<string, number>();
  for (const { module, text } of pieces) bytes.set(module, (bytes.get(module) ?? 0) + text.length);
  return [...bytes].map(([module, bytes]) => ({ module, bytes })).sort((one, other) => other.bytes - one.bytes);
}

/** What each module of these files adds to them, most first. */
export function sharesOf(files: string[], pieces: Map<string, Piece[]>): { whole: number; shares: Share[] } {
  const all = files.flatMap((file) => pieces.get(file) ?? []);
  const text = (without?: string) =>
    all
      .filter(({ module }) => module !== without)
      .map((piece) => piece.text)
      .join('');
  const whole = brotli(text());
  const shares = [...new Set(all.map(({ module }) => module))].map((module) => ({
    module,
    minified: all.reduce((sum, piece) => sum + (piece.module === module ? piece.text.length : 0), 0),
    spared: whole - brotli(text(module)),
  }));
  return { whole, shares: shares.sort((one, other) => other.spared - one.spared) };
}
