export type Line = { line: number; text: string } | { line: number; problem: string };

const newline = 0x0a;

/** Bytes → lines with their numbers. One line is in memory at a time; an endless one is refused, not read. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let pieces: Uint8Array[] = [];
  let length = 0;
  let line = 0;

  const finish = (): Line => {
    const bytes = new Uint8Array(Math.min(length, longest + 1));
    let offset = 0;
    for (const piece of pieces) {
      bytes.set(piece.subarray(0, bytes.length - offset), offset);
      offset += piece.length;
      if (offset >= bytes.length) break;
    }
    line += 1;
    const tooLong = length > longest;
    pieces = [];
    length = 0;
    if (tooLong) return { line, problem: `the line has more than ${longest.toLocaleString('en')} bytes: shorten it` };
    try {
      return { line, text: decoder.decode(bytes).replace(/\r$/, '') };
    } catch {
      return { line, problem: 'the line is not UTF-8 text: save the file as UTF-8' };
    }
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      pieces.push(chunk.subarray(start, end));
      length += end - start;
      yield finish();
      start = end + 1;
    }
    // What is past the longest line is counted, not kept.
    if (length <= longest) pieces.push(chunk.subarray(start));
    length += chunk.length - start;
  }
  if (length > 0) yield finish();
}
