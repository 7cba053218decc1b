/** Images and documents made by code, and handing them in. */
import { deflateRawSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { Attachment } from '@parvis/contracts';
import { type TestApp, tokenFor } from './app.ts';

type Picture = { width?: number; height?: number; colour?: string };

/** A picture with one bright corner, so that it can be seen which way up it is. */
export const picture = ({ width = 64, height = 48, colour = '#336699' }: Picture = {}) =>
  sharp({ create: { width, height, channels: 3, background: colour } }).composite([
    {
      input: {
        create: {
          width: Math.ceil(width / 4),
          height: Math.ceil(height / 4),
          channels: 3,
          background: '#ffffff',
        },
      },
      gravity: 'northwest',
    },
  ]);
export const jpeg = (options?: Picture): Promise<Buffer> => picture(options).jpeg().toBuffer();

export const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** A ZIP file with these parts. */
export function zip(parts: Record<string, string>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(plain), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(plain.length, 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, rest, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const docx = (more: Record<string, string> = {}, type = `${word}.main+xml`): Buffer =>
  zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    'word/document.xml': '<w:document/>',
    ...more,
  });

/** Hands in some bytes as this person. */
export const handIn = async (
  app: TestApp,
  who: string | undefined,
  bytes: Uint8Array,
  name = 'picture.jpg',
  headers: Record<string, string> = {},
): Promise<Response> =>
  app.request('/v1/attachments', {
    method: 'POST',
    headers: {
      ...(who && { Authorization: `Bearer ${await tokenFor(who)}` }),
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      ...headers,
    },
    body: bytes as Uint8Array<ArrayBuffer>,
  });

/** An upload that is described, ready to be attached. */
export async function uploaded(
  app: TestApp,
  who: string,
  bytes?: Uint8Array,
  name?: string,
  alt: string | null = 'A blue field with a white corner',
): Promise<Attachment> {
  const response = await handIn(app, who, bytes ?? (await jpeg()), name);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const attachment = (await response.json()) as Attachment;
  if (attachment.kind === 'file' || alt === null) return attachment;
  const described = await app.as(who)('PATCH', `/v1/attachments/${attachment.id}`, { alt });
  return (await described.json()) as Attachment;
}
