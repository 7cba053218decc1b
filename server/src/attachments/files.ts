/** What kind of document some bytes are, by what is in them. A name or a declared type proves nothing. */

export type FileKind = { type: string; extension: string };

/** The message is for whoever sent it. */
export class FileRefused extends Error {
  override name = 'FileRefused';
}

const ooxml = 'application/vnd.openxmlformats-officedocument.';
const odf = 'application/vnd.oasis.opendocument.';
/** By what `[Content_Types].xml` calls the main part. */
const mainParts: Record<string, FileKind> = {
  [`${ooxml}wordprocessingml.document`]: { type: `${ooxml}wordprocessingml.document`, extension: 'docx' },
  [`${ooxml}spreadsheetml.sheet`]: { type: `${ooxml}spreadsheetml.sheet`, extension: 'xlsx' },
  [`${ooxml}presentationml.presentation`]: { type: `${ooxml}presentationml.presentation`, extension: 'pptx' },
};
const openDocuments: Record<string, FileKind> = {
  [`${odf}text`]: { type: `${odf}text`, extension: 'odt' },
  [`${odf}spreadsheet`]: { type: `${odf}spreadsheet`, extension: 'ods' },
  [`${odf}presentation`]: { type: `${odf}presentation`, extension: 'odp' },
};
/** Parts that carry programs: of Office, and of OpenDocument. */
const program = /(^|\/)vbaProject\.bin$|(^|\/)vbaData\.xml$|^xl\/macrosheets\/|(^|\/)activeX\/|^Basic\/|^Scripts\//i;

const notTaken =
  'This is neither an image (JPEG, PNG, WebP, AVIF) nor a PDF, Word, Excel, PowerPoint or OpenDocument file. Save it as one of these.';
const withPrograms =
  'This document contains macros. Save it without them (as .docx, .xlsx, .pptx or PDF) and try again.';
const oldOffice =
  'This is a document of an old Office format, or one locked with a password. Save it as .docx, .xlsx, .pptx or PDF, without a password.';
const damaged = 'This document is damaged, or not what its beginning says. Open it, save it anew and try again.';

export async function recogniseFile(bytes: Uint8Array): Promise<FileKind> {
  if (text(bytes, 0, 5) === '%PDF-') return { type: 'application/pdf', extension: 'pdf' };
  if (text(bytes, 0, 4) === '\xd0\xcf\x11\xe0') throw new FileRefused(oldOffice);
  if (text(bytes, 0, 4) === 'PK\x03\x04') return recogniseOffice(bytes);
  throw new FileRefused(notTaken);
}

/** Text of XML with its characters as they are, however they were written. */
const spellOut = (xml: string): string =>
  xml.replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (whole, hex?: string, decimal?: string) => {
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

async function recogniseOffice(bytes: Uint8Array): Promise<FileKind> {
  const entries = readDirectory(bytes);
  if (entries.some(({ name }) => program.test(name.replace(/^(\.{0,2}\/)+/, '')))) throw new FileRefused(withPrograms);
  const types = entries.find(({ name }) => name === '[Content_Types].xml');
  if (types) {
    const declared = spellOut(await readEntry(bytes, types));
    if (/macroEnabled|vbaProject|macrosheet/i.test(declared)) throw new FileRefused(withPrograms);
    const main = Object.keys(mainParts).find((type) => declared.includes(`"${type}.main+xml"`));
    if (main) return mainParts[main]!;
  }
  const kind = entries.find(({ name }) => name === 'mimetype');
  const found = kind && openDocuments[(await readEntry(bytes, kind)).trim()];
  if (found) return found;
  throw new FileRefused(notTaken);
}

type Entry = { name: string; method: number; compressed: number; at: number };

const endSize = 22;
const longestComment = 65_535;
const mostEntries = 20_000;
/** Characters of a part that is looked into; those of honest documents are far shorter. */
const longestPart = 1_000_000;

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.max(from, to)));

/** The list at the end of a ZIP file (APPNOTE 6.3, 4.3.12 and 4.3.16), without the extensions that no document needs. */
function readDirectory(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - endSize;
  const first = Math.max(0, end - longestComment);
  while (end >= first && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < first) throw new FileRefused(damaged);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0 || count > mostEntries) throw new FileRefused(damaged);
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw new FileRefused(damaged);
    const length = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)).replaceAll('\\', '/'),
      method: view.getUint16(at + 10, true),
      compressed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

async function readEntry(bytes: Uint8Array, { method, compressed, at }: Entry): Promise<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) throw new FileRefused(damaged);
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const packed = bytes.subarray(from, from + compressed);
  if (packed.length !== compressed) throw new FileRefused(damaged);
  if (method === 0) return new TextDecoder().decode(packed.subarray(0, longestPart));
  if (method !== 8) throw new FileRefused(damaged);
  return inflate(packed);
}

async function inflate(packed: Uint8Array): Promise<string> {
  const reader = new Blob([packed as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let whole = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return whole;
      whole += value;
      if (whole.length > longestPart) throw new FileRefused(damaged);
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused(damaged);
  } finally {
    await reader.cancel().catch(() => {});
  }
}
