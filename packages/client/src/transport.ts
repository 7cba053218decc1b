import type { Answer, Sent } from '@parvis/contracts';
import { type Operation, type OperationName, type Shape, operations } from '@parvis/contracts/tables';
import { garbageError, networkError, problemOf, readJson } from './error.ts';
import { type GetToken, TokenHolder } from './token.ts';

export type ClientOptions = {
  /** Address of the API: `https://social.example.intra`; a path in it is kept. */
  api: string;
  /** None where a proxy on the same origin signs people in. */
  getToken?: GetToken;
  fetch?: typeof globalThis.fetch;
  /** Milliseconds until a request without an answer counts as failed. */
  timeout?: number;
};

export type CallOptions = {
  signal?: AbortSignal;
  /** Milliseconds, in the place of the client's own. */
  timeout?: number;
  /** In the place of the client's own `fetch`, where it has none that was given to it. */
  through?: typeof globalThis.fetch;
  /** In the place of JSON. */
  file?: { bytes: Blob; name: string };
  /** For creating calls: give the same one to a retry and the thing is made once. One is made up where none is given. */
  idempotencyKey?: string;
};

type Input = {
  params?: Record<string, string> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
};

/** What a call of this operation is given: the parts that its schemas name. */
export type Given<Name extends OperationName> = Present<{
  params: Sent<Name, 'params'>;
  query: Sent<Name, 'query'>;
  body: Sent<Name, 'body'>;
}>;
type Present<Parts> = { [Key in keyof Parts as Parts[Key] extends undefined ? never : Key]: Parts[Key] };

export type Send = <Name extends OperationName>(
  name: Name,
  input: Given<Name>,
  options?: CallOptions,
) => Promise<Answer<Name>>;

const address = (base: string, path: string, { params = {}, query = {} }: Input) => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  return base.replace(/\/+$/, '') + filled + (search.size ? `?${search}` : '');
};

/** A random key. `crypto.randomUUID` is missing on the plain-http pages that some intranets still have. */
export const randomKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Places that are kept: the first answers are of the oldest. */
const mostPlaces = 8;

/** Whether an answer has the parts that are looked into. A gateway before the API also answers with success. */
const fits = (value: unknown, shape: Shape): boolean => {
  if (typeof shape === 'string') return typeof value === 'string';
  if (Array.isArray(shape)) return Array.isArray(value) && (!shape[0] || value.every((item) => fits(item, shape[0])));
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(shape).every(([key, part]) => fits((value as Record<string, unknown>)[key], part))
  );
};

/** The one place that talks HTTP: addresses, token and its renewal, problems. */
export class Transport {
  readonly token: TokenHolder;
  /** Places in the order of events at which something was read; only the server can tell which comes first. */
  readonly readAt: string[] = [];
  readonly #options: ClientOptions;
  readonly #asking = new Set<Promise<unknown>>();

  constructor(options: ClientOptions) {
    this.#options = options;
    this.token = new TokenHolder(options.getToken);
  }

  send: Send = (name, input, options = {}) => {
    const asked = this.#send(name, input, options);
    this.#asking.add(asked);
    const over = () => this.#asking.delete(asked);
    asked.then(over, over);
    return asked;
  };

  /** Waits until everything that was asked for is answered. */
  async settled(): Promise<void> {
    while (this.#asking.size) await Promise.allSettled(this.#asking);
  }

  /** An address that an answer gave below that of the API. */
  addressOf = (path: string): string => address(this.#options.api, path, {});

  #send: Send = async (name, input, options = {}) => {
    const operation: Operation = operations[name];
    const body = (input as Input).body;
    const headers: Record<string, string> = { Accept: 'application/json' };
    const { file } = options;
    if (file) {
      headers['Content-Type'] = 'application/octet-stream';
      headers['Content-Disposition'] = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
    } else if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (operation.method === 'POST') headers['Idempotency-Key'] = options.idempotencyKey ?? randomKey();
    const limit = AbortSignal.timeout(options.timeout ?? this.#options.timeout ?? 30_000);
    const response = await this.open(
      name,
      {
        headers,
        body: file ? file.bytes : body === undefined ? undefined : JSON.stringify(body),
        signal: options.signal ? AbortSignal.any([options.signal, limit]) : limit,
      },
      input,
      options.signal,
      options.through,
    );
    const position = response.headers.get('Stream-Position');
    if (position && this.readAt.length < mostPlaces) this.readAt.push(position);
    try {
      if (!operation.answer) return undefined as Answer<typeof name>;
      const answer = await readJson(response);
      if (!fits(answer, operation.answer)) throw garbageError(response);
      return answer as Answer<typeof name>;
    } catch (error) {
      throw this.#failure(error, options.signal);
    }
  };

  /** Sends and answers with a successful response whose body nobody has read. */
  async open(
    name: OperationName,
    init: RequestInit,
    input: Input,
    signal?: AbortSignal,
    through: typeof globalThis.fetch = fetch,
  ): Promise<Response> {
    const operation = operations[name];
    const url = address(this.#options.api, operation.path, input);
    const request = async (token: string | null | undefined) => {
      const headers = {
        ...(init.headers as Record<string, string>),
        ...(token && { Authorization: `Bearer ${token}` }),
      };
      return (this.#options.fetch ?? through)(url, { ...init, method: operation.method, headers });
    };
    try {
      const token = await this.token.get();
      init.signal?.throwIfAborted();
      let response = await request(token);
      if (response.status === 401 && token !== undefined) {
        const renewed = await this.token.renew(token);
        if (renewed && renewed !== token) response = await request(renewed);
      }
      if (!response.ok) throw await problemOf(response);
      return response;
    } catch (error) {
      throw this.#failure(error, signal);
    }
  }

  #failure(error: unknown, signal: AbortSignal | null | undefined) {
    if (signal?.aborted) return signal.reason;
    return error instanceof Error && error.name === 'ParvisError' ? error : networkError(error);
  }
}
