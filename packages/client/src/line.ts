import { ParvisError } from './error.ts';
import { type GetToken, TokenHolder } from './token.ts';

export type ClientOptions = {
  /** Address of the API: `https://social.example.intra`; a path in it is kept. */
  api: string;
  /** None where a proxy on the same origin signs people in. */
  getToken?: GetToken;
  fetch?: typeof globalThis.fetch;
  /** Milliseconds until a request without an answer counts as failed. */
  timeout?: number;
  /** Told of each call that came to nothing because nobody is signed in: there was no token, or none that is taken. */
  unauthenticated?: (error: unknown) => void;
  /** What was asked for before there was a client, with this token: taken once, in the place of asking again. */
  early?: (url: string, token: string | null | undefined) => Promise<Response> | undefined;
};

/** A request that is made: what would make it again takes this answer instead. */
export type Answered = Promise<Response> | undefined;

/** Places that are kept: the first answers are of the oldest. */
const mostPlaces = 8;

const usualTimeout = 30_000;

/** Aborted when the caller does, and after this many milliseconds. */
export const within = (timeout = usualTimeout, signal?: AbortSignal): AbortSignal => {
  const limit = AbortSignal.timeout(timeout);
  return signal ? AbortSignal.any([signal, limit]) : limit;
};

/** `query`: what is empty or absent is left out. */
export const addressOf = (base: string, path: string, query: Record<string, unknown> = {}) => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  return base.replace(/\/+$/, '') + path + (search.size ? `?${search}` : '');
};

/**
 * A random key. `crypto.randomUUID` is missing on the plain-http pages that some intranets still have, and `Array.from`
 * is another one on pages with Prototype.
 */
export const randomKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The line to one API: its token and what was asked on it. It reads what a page shows first with as little code as that
 * takes; everything else is for the transport, which comes after it.
 */
export class Line {
  readonly token: TokenHolder;
  /** Places in the order of events at which something was read; only the server can tell which comes first. */
  readonly readAt: string[] = [];
  readonly options: ClientOptions;
  readonly #asking = new Set<Promise<unknown>>();

  constructor(options: ClientOptions) {
    this.options = options;
    this.token = new TokenHolder(options.getToken);
  }

  /** Tells of an error that means that nobody is signed in. */
  failed(error: unknown): unknown {
    if ((error as { code?: string } | undefined)?.code === 'unauthenticated') this.options.unauthenticated?.(error);
    return error;
  }

  /** Counts as being asked until it is answered. */
  during<Answer>(asked: Promise<Answer>): Promise<Answer> {
    this.#asking.add(asked);
    const over = () => this.#asking.delete(asked);
    asked.then(over, over);
    return asked;
  }

  /** Waits until everything that was asked for is answered. */
  async settled(): Promise<void> {
    while (this.#asking.size) await Promise.allSettled(this.#asking);
  }

  noted(response: Response): Response {
    const position = response.headers.get('Stream-Position');
    if (position && this.readAt.length < mostPlaces) this.readAt.push(position);
    return response;
  }

  /**
   * Reads a path. What does not come back as a plain success is handed to `otherwise` as it came, unread or as text: to
   * whoever knows renewals, problems and shapes. `fits`: whether it looks like what was asked for.
   */
  async read<Answer>(
    path: string,
    query: Record<string, unknown>,
    fits: (answer: Answer) => unknown,
    otherwise: (answered: Answered) => Promise<Answer>,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const { api, fetch = globalThis.fetch, early, timeout } = this.options;
    const url = addressOf(api, path, query);
    const token = await this.token.get()?.catch((error: unknown) => {
      throw this.failed(error);
    });
    signal?.throwIfAborted();
    const asked =
      early?.(url, token) ??
      fetch(url, {
        headers: { Accept: 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
        signal: within(timeout, signal),
      });
    let answered: Answered = asked;
    try {
      const response = await asked;
      signal?.throwIfAborted();
      if (response.ok) {
        const text = await response.text();
        answered = Promise.resolve(new Response(text, response));
        const answer = JSON.parse(text) as Answer;
        if (fits(answer)) {
          this.noted(response);
          return answer;
        }
      }
    } catch {
      // Told by the longer way, which meets the same.
    }
    return otherwise(answered);
  }
}

/** A thing of the API that is asked for before the code that knows all of them has come. */
export const notThere = (cause: unknown) =>
  new ParvisError({ code: 'network', title: 'No answer from the Parvis API', cause });
