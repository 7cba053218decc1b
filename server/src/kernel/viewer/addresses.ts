/**
 * Addresses of images and files for one viewer and some minutes. An `<img>` carries no token, so its address says whose
 * it is and until when, with a code (AES-CMAC, RFC 4493) that only this installation makes. It is no right of its own:
 * the audience is looked at again when it is used.
 */
import { cmac } from '@noble/ciphers/aes.js';

export type SignedAddress = {
  /** Below the address of the API. */
  url: string;
  expiresAt: string;
};

export type Addresses = {
  sign(person: string, attachment: string): SignedAddress;
  /** Whether this is one that was given out and still counts. */
  verify(signed: { attachment: string; by: string; until: number; mac: string }): boolean;
  /** Changes when addresses given out from now on are others than before. */
  window(): string;
};

const second = 1_000;
/** Seconds for which the same address is given out again, so that a browser need not load an image twice. */
const step = 300;
/** Seconds that the last one given out still counts for: an address counts for 5 to 10 minutes. */
const least = 300;

/** `key`: 32 bytes, the same in every process of an installation. */
export function createAddresses(key: Uint8Array, now: () => Date): Addresses {
  const seconds = () => Math.floor(now().getTime() / second);
  const until = () => (Math.floor(seconds() / step) + 1) * step + least;
  const code = (attachment: string, by: string, end: number): string => {
    const tag = cmac(new TextEncoder().encode(`${attachment} ${by} ${end}`), key);
    return btoa(String.fromCharCode(...tag))
      .slice(0, 22)
      .replaceAll('+', '-')
      .replaceAll('/', '_');
  };
  return {
    sign(person, attachment) {
      const end = until();
      return {
        url: `/v1/attachments/${attachment}/content?by=${person}&until=${end}&mac=${code(attachment, person, end)}`,
        expiresAt: new Date(end * second).toISOString(),
      };
    },
    verify({ attachment, by, until: end, mac }) {
      const counts = end > seconds() && end <= until();
      return isSame(mac, code(attachment, by, end)) && counts;
    },
    window: () => until().toString(36),
  };
}

/** Takes as long wherever two codes of one length differ. */
function isSame(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let i = 0; i < one.length; i++) difference |= one.charCodeAt(i) ^ other.charCodeAt(i);
  return difference === 0;
}
