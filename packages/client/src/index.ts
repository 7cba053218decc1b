import { type Answered, type ClientOptions, Line, addressOf, notThere, randomKey } from './line.ts';
import type { Nouns, nounsOver } from './nouns.ts';
import { EventStream, type StreamTimes } from './stream.ts';

/** What is always there, and each noun of the API. */
export type Client = Nouns & {
  /**
   * Reads a path with as little code as that takes: what a page shows first. `fits`: whether it looks like what was
   * asked for; `otherwise`: the same through the noun, where what comes back is no plain success.
   */
  read<Answer>(
    path: string,
    query: Record<string, unknown>,
    fits: (answer: Answer) => unknown,
    otherwise: (answered: Answered) => Promise<Answer>,
    signal?: AbortSignal,
  ): Promise<Answer>;
  /** The same client, for words that their writer was asked to rephrase and means to send as they are. */
  confirmed?(): Client;
  stream: EventStream;
  /** A key for a creating call that may have to be repeated. */
  newKey(): string;
  /** An address that an answer gave below that of the API. */
  addressOf(path: string): string;
  /** Drops the token, so that the next request asks for another: the person changed. */
  forgetToken(): void;
};

/**
 * Everything the API does, one property per noun, and the live stream. Nothing is sent until something is called. The
 * nouns are loaded with the first call, so that a page is drawn without them.
 */
export function createClient(options: ClientOptions & { stream?: Partial<StreamTimes> }): Client {
  const line = new Line(options);
  let loaded: Promise<ReturnType<typeof nounsOver>> | undefined;
  const load = () =>
    (loaded ??= import('./nouns.ts').then(
      ({ nounsOver }) => nounsOver(line),
      (cause: unknown) => {
        // The connection failed in between: the next call asks for it again.
        loaded = undefined;
        throw notThere(cause);
      },
    ));
  const own = {
    read: (...given: Parameters<Line['read']>) => line.during(line.read(...given)),
    stream: new EventStream(line, async () => (await load()).transport, options.stream),
    newKey: randomKey,
    addressOf: (path: string) => addressOf(options.api, path),
    forgetToken: () => line.token.forget(),
  };
  /** The nouns of one kind, each call of which waits for its code. */
  const over = (kind: 'nouns' | 'confirmed', more?: object) => {
    const noun = (name: string) =>
      new Proxy({} as Record<string, Call>, {
        get:
          (_, method: string) =>
          (...given: unknown[]) =>
            line.during(
              load().then((all) =>
                (all[kind] as unknown as Record<string, Record<string, Call>>)[name]![method]!(...given),
              ),
            ),
      });
    const known: Record<string, unknown> = { ...own, ...more };
    return new Proxy(known, { get: (known, name: string) => (known[name] ??= noun(name)) }) as unknown as Client;
  };
  return over('nouns', { confirmed: () => over('confirmed', { confirmed: () => undefined }) });
}

type Call = (...given: unknown[]) => Promise<unknown>;

export { ParvisError, type ErrorCode } from './error.ts';
export type { ClientOptions } from './line.ts';
export type { CallOptions, Send } from './transport.ts';
export type { GetToken } from './token.ts';
export { EventStream, type StreamListener, type StreamTimes } from './stream.ts';
