/** What makes an image fit to be shown: another one in Node than in a browser. */

export type PreparedImage = {
  type: 'image/webp' | 'image/jpeg' | 'image/png';
  /** At most 1,600 px wide and high. */
  full: Uint8Array;
  /** At most 480 px; null where the image is no larger. */
  small: Uint8Array | null;
  /** Pixels of the full one. */
  width: number;
  height: number;
};

export type Images = {
  /** Reads JPEG, PNG, WebP or AVIF and writes the picture alone: upright, still, without anything that was said in the file. */
  prepare(bytes: Uint8Array): Promise<PreparedImage>;
};

/** Nothing that can be shown, or too large to be opened. The message is for whoever sent it. */
export class ImageRefused extends Error {
  override name = 'ImageRefused';
}

export const fullSize = 1_600;
export const smallSize = 480;

const starts = (bytes: Uint8Array, at: number, text: string): boolean =>
  text.length + at <= bytes.length && [...text].every((char, i) => bytes[at + i] === char.charCodeAt(0));

/** By how it begins, whatever it is called: no other decoder is ever asked. */
export const isImage = (bytes: Uint8Array): boolean =>
  starts(bytes, 0, '\xff\xd8\xff') ||
  starts(bytes, 0, '\x89PNG\r\n\x1a\n') ||
  (starts(bytes, 0, 'RIFF') && starts(bytes, 8, 'WEBP')) ||
  starts(bytes, 4, 'ftypavif') ||
  starts(bytes, 4, 'ftypavis');
