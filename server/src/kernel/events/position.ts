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
/** Characters of a block in base64url. */
const length = 22;

/** `key`: 32 bytes, the same in every process of an installation. */
export function createPositions(key: Uint8Array): Positions {
  // One for each block: that is how the library is used.
  const cipher = () => ecb(key, { disablePadding: true });
  const block = (tx: number, id: number, nonce: number): string => {
    const bytes = new Uint8Array(size);
    put(bytes, 0, tx);
    put(bytes, 6, id);
    new DataView(bytes.buffer).setUint32(12, nonce);
    return toText(cipher().encrypt(bytes));
  };
  const sealed = new Map<string, string>();
  // Drawn many at a time: asked for one by one, they cost as much as the cipher.
  const nonces = new Uint32Array(1_024);
  let left = 0;
  const nonce = (): number => {
    if (left === 0) left = crypto.getRandomValues(nonces).length;
    return nonces[--left]!;
  };
  return {
    write: ({ tx, id }) => block(Number(tx), id, 0),
    writeFresh: ({ tx, id }) => block(Number(tx), id, nonce()),
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

const toText = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .slice(0, length)
    .replaceAll('+', '-')
    .replaceAll('/', '_');

const toBytes = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
