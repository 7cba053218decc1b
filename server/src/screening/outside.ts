/**
 * A check outside, where the installation configured one: what is written is shown to it, signed, and it may ask that a
 * steward looks first, that it is rephrased, or that it is not published. No answer changes nothing.
 */
import { type Degree, isConfidential } from '@parvis/contracts';
import type { Kernel, Settings } from '../kernel/kernel.ts';

export const verdicts = ['allow', 'hold', 'nudge', 'refuse'] as const;
export type Opinion = { verdict: (typeof verdicts)[number]; words: string[] };

export type Asked = { community: string; kind: 'post' | 'comment'; title: string | null; text: string };

/** Nothing more confidential leaves the company for a check. */
export const mayLeave = (degree: Degree | null): boolean => degree !== null && !isConfidential(degree);

const none: Opinion = { verdict: 'allow', words: [] };
/** Characters of an answer that are read, words of it that are told, and characters of one. */
const answerLength = 10_000;
const mostWords = 20;
const wordLength = 80;

/** `v1=` and the HMAC-SHA-256 of the time, a point and the body, in hexadecimal. */
export async function sign(secret: string, time: number, body: string): Promise<string> {
  const utf8 = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', utf8.encode(secret), algorithm, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, utf8.encode(`${time}.${body}`));
  return `v1=${Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

export async function consult(
  { now, log, fetch }: Pick<Kernel, 'now' | 'log' | 'fetch'>,
  { url, secret, milliseconds }: NonNullable<Settings['screening']>,
  asked: Asked,
): Promise<Opinion> {
  const body = JSON.stringify(asked);
  const time = Math.floor(now().getTime() / 1_000);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'parvis-timestamp': String(time),
        'parvis-signature': await sign(secret, time, body),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(milliseconds),
    });
    if (response.status !== 200) throw new Error(`It answered ${response.status}.`);
    return readOpinion(await readShort(response));
  } catch (error) {
    log.warn('The check of what is written did not answer as it should: nothing is changed by it', {
      error: String(error).slice(0, 200),
    });
    return none;
  }
}

async function readShort(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of response.body ?? []) {
    text += decoder.decode(part, { stream: true });
    if (text.length > answerLength) throw new Error('Its answer is too long.');
  }
  return text;
}

function readOpinion(text: string): Opinion {
  const { verdict, words } = JSON.parse(text) as { verdict?: unknown; words?: unknown };
  const known = verdicts.find((one) => one === verdict);
  if (!known) throw new Error(`Its verdict is none of ${verdicts.join(', ')}.`);
  const told = Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [];
  return { verdict: known, words: told.slice(0, mostWords).map((word) => word.slice(0, wordLength)) };
}
