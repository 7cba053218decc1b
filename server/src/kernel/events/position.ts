/**
 * Places in the order of events as they are told to pages: one block of AES each. In the clear they would be counters of
 * everything that happens, and whoever sees two of them could count what came between, also what they may not know of.
 */
import { ecb } from '@noble/ciphers/aes.js';
import type { Position } from './store.ts';

export type Positions = {
  /** The same each time: for an event, which whoever is told of it knows anyway. */
  write(position: Position): string;
  /** Another one each time: nobody can tell whether anything has happened since the last one. */
  writeFresh(position: Position): string;
  /** Undefined for what was not written here. */
  read(text: string): Position | undefined;
  /** A short text as something that only says whether it is the same again. */
  seal(text: string): string;
};

const size = 16;
/** Texts whose seal is remembered: many ask for the same page. */
const mostSealed = 10_000;
/** Blocks made at once. */
const mostFresh = 64;
/** Characters of a block in base64url. */
const length = 22;

/** `key`: 32 bytes, the same in every process of an installation. */
export function createPositions(key: Uint8Array): Positions {
  // One for each block: that is how the library is used.
  const cipher = () => ecb(key, { disablePadding: true });
  /** One block for each nonce: most of what a block costs is paid once for all that are made together. */
  const blocks = (tx: number, id: number, nonces: readonly number[]): string[] => {
    const bytes = new Uint8Array(size * nonces.length);
    const view = new DataView(bytes.buffer);
    put(bytes, 0, tx);
    put(bytes, 6, id);
    for (let at = size; at < bytes.length; at += size) bytes.copyWithin(at, 0, 12);
    nonces.forEach((nonce, index) => view.setUint32(size * index + 12, nonce));
    const encrypted = cipher().encrypt(bytes);
    return nonces.map((_, index) => toText(encrypted, size * index));
  };
  const block = (tx: number, id: number, nonce: number): string => blocks(tx, id, [nonce])[0]!;
  const sealed = new Map<string, string>();
  // Drawn many at a time: asked for one by one, they cost as much as the cipher.
  const nonces = new Uint32Array(1_024);
  let left = 0;
  const nonce = (): number => {
    if (left === 0) left = crypto.getRandomValues(nonces).length;
    return nonces[--left]!;
  };
  // Of the place that was asked for last: asked for again, more are made, up to the most at once.
  let fresh: { tx: string; id: number; made: number; texts: string[] } = { tx: '', id: 0, made: 0, texts: [] };
  const writeFresh = ({ tx, id }: Position): string => {
    if (fresh.tx !== tx || fresh.id !== id) fresh = { tx, id, made: 0.5, texts: [] };
    if (fresh.texts.length === 0) {
      fresh.made = Math.min(2 * fresh.made, mostFresh);
      fresh.texts = blocks(Number(tx), id, Array.from({ length: fresh.made }, nonce));
    }
    return fresh.texts.pop()!;
  };
  return {
    write: ({ tx, id }) => block(Number(tx), id, 0),
    writeFresh,
    read(text) {
      if (text.length !== length || !/^[\w-]+$/.test(text)) return undefined;
      const bytes = cipher().decrypt(toBytes(text));
      return { tx: String(take(bytes, 0)), id: take(bytes, 6) };
    },
    seal(text) {
      const known = sealed.get(text);
      if (known !== undefined) return known;
      // FNV-1a twice over: the block makes it nobody's to turn back.
      let [one, other] = [0x811c9dc5, 0x01000193];
      for (let i = 0; i < text.length; i++) {
        one = Math.imul(one ^ text.charCodeAt(i), 0x01000193);
        other = Math.imul(other ^ text.charCodeAt(i), 0x85ebca6b);
      }
      if (sealed.size >= mostSealed) sealed.clear();
      const made = block(one >>> 0, other >>> 0, 0xffffffff);
      sealed.set(text, made);
      return made;
    },
  };
}

/** 48 bits, the most that transactions and events of one installation can count to. */
function put(bytes: Uint8Array, at: number, value: number): void {
  for (let i = at + 5, rest = value; i >= at; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
}

function take(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = at; i < at + 6; i++) value = value * 256 + bytes[i]!;
  return value;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Two digits of base64url for each twelve bits. */
const pairs = Array.from({ length: 4_096 }, (_, bits) => digits[bits >> 6]! + digits[bits & 63]!);

/** The block that starts at `from`, in base64url. */
function toText(bytes: Uint8Array, from: number): string {
  let text = '';
  for (let at = from; at < from + 15; at += 3) {
    const bits = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
    text += pairs[bits >> 12]! + pairs[bits & 4_095]!;
  }
  const last = bytes[from + 15]!;
  return text + digits[last >> 2]! + digits[(last & 3) << 4]!;
}

const toBytes = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
