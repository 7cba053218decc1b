import type { Answer, Sent } from '@parvis/contracts';
import { type Operation, type OperationName, type Shape, operations } from '@parvis/contracts/tables';
import { garbageError, networkError, problemOf, readJson } from './problem.ts';
import { type Answered, type Line, addressOf, randomKey, within } from './line.ts';

export type CallOptions = {
  signal?: AbortSignal;
  /** Milliseconds, in the place of the client's own. */
  timeout?: number;
  /** In the place of the client's own `fetch`, where it has none that was given to it. */
  through?: typeof globalThis.fetch;
  /** In the place of JSON. */
  file?: { bytes: Blob; name: string };
  /** What was asked for already: the first time nothing else is. */
  answered?: Answered;
  /** Changes only what still is of this version (`If-Match`); otherwise it fails with `precondition-failed`. */
  version?: number;
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

const filled = (path: string, { params = {} }: Input) =>
  path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));

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

/** All that is asked of the API goes through here: addresses, renewal of the token, problems. */
export class Transport {
  readonly #line: Line;

  constructor(line: Line) {
    this.#line = line;
  }

  send: Send = (name, input, options = {}) => this.#line.during(this.#send(name, input, options));

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
    if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`;
    const response = await this.open(
      name,
      {
        headers,
        body: file ? file.bytes : body === undefined ? undefined : JSON.stringify(body),
        signal: within(options.timeout ?? this.#line.options.timeout, options.signal),
      },
      input,
      options,
    );
    this.#line.noted(response);
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
    { signal, through = fetch, answered }: CallOptions = {},
  ): Promise<Response> {
    const operation = operations[name];
    const { options, token: holder } = this.#line;
    const url = addressOf(options.api, filled(operation.path, input), input.query);
    const request = async (token: string | null | undefined) => {
      const headers = {
        ...(init.headers as Record<string, string>),
        ...(token && { Authorization: `Bearer ${token}` }),
      };
      const given = answered;
      answered = undefined;
      return given ?? (options.fetch ?? through)(url, { ...init, method: operation.method, headers });
    };
    try {
      const token = await holder.get();
      init.signal?.throwIfAborted();
      let response = await request(token);
      if (response.status === 401 && token !== undefined) {
        const renewed = await holder.renew(token);
        if (renewed && renewed !== token) response = await request(renewed);
      }
      if (!response.ok) throw await problemOf(response);
      return response;
    } catch (error) {
      throw this.#line.failed(this.#failure(error, signal));
    }
  }

  #failure(error: unknown, signal: AbortSignal | null | undefined) {
    if (signal?.aborted) return signal.reason;
    return error instanceof Error && error.name === 'ParvisError' ? error : networkError(error);
  }
}
