export type Line = { line: number; text: string } | { line: number; problem: string };

const newline = 0x0a;

/** Bytes → lines with their numbers. One line is in memory at a time; one that is too long is the last, read no further. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let pieces: Uint8Array[] = [];
  let length = 0;
  let line = 0;

  const finish = (): Line => {
    const bytes = new Uint8Array(length);
    let offset = 0;
    for (const piece of pieces) {
      bytes.set(piece, offset);
      offset += piece.length;
    }
    line += 1;
    pieces = [];
    length = 0;
    try {
      return { line, text: decoder.decode(bytes).replace(/\r$/, '') };
    } catch {
      return { line, problem: 'the line is not UTF-8 text: save the file as UTF-8' };
    }
  };

  const tooLong = (): Line => ({
    line: line + 1,
    problem: `the line has more than ${longest.toLocaleString('en')} bytes: shorten it; nothing after it was read`,
  });

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      if (length + end - start > longest) return yield tooLong();
      pieces.push(chunk.subarray(start, end));
      length += end - start;
      yield finish();
      start = end + 1;
    }
    pieces.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > longest) return yield tooLong();
  }
  if (length > 0) yield finish();
}
