/**
 * One operation of the table, mounted: limit → viewer → validate → may they write → handler → answer. Every route of the API goes
 * through here, so none can forget a step.
 */
import {
  type Answer,
  type Operation,
  type OperationName,
  type Parsed,
  operations,
  schemas,
  writingOperations,
} from '@parvis/contracts';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { RETAINED_304_HEADERS, etag } from 'hono/etag';
import { limits } from '@parvis/contracts/tables';
import type { z } from 'zod';
import type { Identity, Viewer } from '../viewer/index.ts';
import { type Headers, answer, perPerson, standing } from './headers.ts';
import type { Readied } from './hot.ts';
import { Failure, type FieldError, notFound } from './problem.ts';
import { findUnstorable } from './text.ts';

export type Environment = { Variables: { requestId: string; headers: Headers; identity: Identity } };

export type Request<Name extends OperationName> = {
  viewer: Viewer;
  params: Parsed<Name, 'params'>;
  query: Parsed<Name, 'query'>;
  body: Parsed<Name, 'body'>;
  /** The client's name for this creating call: a retry carries the same. */
  idempotencyKey: string | undefined;
  /** The version that a change is made of (`If-Match: "3"`); undefined where the client makes it of any. */
  version: number | undefined;
  /** Tags of the answers that the client has (`If-None-Match`). */
  tags: readonly string[];
  /** Whether the client already has the answer of this tag. */
  has(tag: string): boolean;
};

export type Reply<Name extends OperationName> = {
  body?: Answer<Name>;
  /** In its place: the answer as JSON text. For what is read most. */
  json?: string;
  /** The same as the bytes that are sent. */
  bytes?: Uint8Array<ArrayBuffer>;
  /** A tag of the answer that costs less than hashing it. */
  tag?: string;
  /** The client already has it: 304. */
  unchanged?: boolean;
  /** May not be stored by any cache, the browser's own included. */
  sensitive?: boolean;
  /** Names in lower case. */
  headers?: Record<string, string>;
};

export type Handler<Name extends OperationName> = (
  request: Request<Name>,
  c: Context<Environment>,
) => Promise<Reply<Name> | Response>;

/** What the short way answers; undefined for what goes the ordinary way. Waits for nothing itself. */
type MakeReady<Name extends OperationName> = (
  request: Pick<Request<Name>, 'viewer' | 'query' | 'has'>,
) => Readied | undefined;

export type Route = {
  name: OperationName;
  handler: Handler<OperationName>;
  tagsItself: boolean;
  ready?: (viewer: Viewer, search: string, ifNoneMatch: string | null) => Readied | undefined;
  /** Queries that were read, as they were asked. */
  queries: Map<string, unknown>;
};

/**
 * Names the operation that a handler answers. `tagsItself`: its replies have a tag always, and are never hashed for one.
 * `ready`: asked first, for a viewer and a query that the handler was asked before.
 */
export function operation<Name extends OperationName>(
  name: Name,
  handler: Handler<Name>,
  { tagsItself = false, ready }: { tagsItself?: boolean; ready?: MakeReady<Name> } = {},
): Route {
  const queries = new Map<string, unknown>();
  return {
    ...{ name, handler: handler as unknown as Handler<OperationName>, tagsItself, queries },
    ...(ready && {
      ready(viewer: Viewer, search: string, ifNoneMatch: string | null) {
        const query = queries.get(search);
        if (query === undefined) return undefined;
        const has = (tag: string) =>
          ifNoneMatch !== null && (ifNoneMatch === tag || tagList(ifNoneMatch).includes(tag));
        return ready({ viewer, query: query as Parsed<Name, 'query'>, has });
      },
    }),
  };
}

/** Queries remembered at once, and how long they are at most where people ask them. */
const mostQueries = 2_000;
const queryLength = 500;

/** What a query was read as: the same is not read twice. `plain`: there is nothing in it that means nothing. */
function remembered(
  queries: Map<string, unknown>,
  { search, plain }: { search: string; plain: () => boolean },
  read: () => unknown,
): unknown {
  const known = queries.get(search);
  if (known !== undefined) return known;
  const query = read();
  if (search.length > queryLength || !plain()) return query;
  if (queries.size >= mostQueries) queries.clear();
  queries.set(search, query);
  return query;
}

export type Gate = {
  /** The viewer of a request that counts as so many; throws `unauthenticated` or `rate-limited`. */
  admit(c: Context<Environment>, cost: number): Promise<Viewer>;
  /** Of one whose address is signed. */
  admitSigned(c: Context<Environment>): Promise<Viewer>;
  /** Of a reader's own tool, by its key. */
  admitTool(c: Context<Environment>): Promise<Viewer>;
  /** Throws where the viewer may not write at this moment. */
  requireWriting(viewer: Viewer): Promise<void>;
  /** Where a stream starts that is to tell of everything after this moment: what is read carries it. */
  position(): string;
  /** Something was written on behalf of a request. */
  wrote(): void;
  /** In tests: every answer is held against its contract. */
  verifyAnswers: boolean;
};

/** Requests that a write counts as: it takes about that much longer than a read, and everybody is told of it. */
const writeCost = 5;
const noKey = /[^\x21-\x7e]/;
const keyLength = 200;

/** Refuses a body that is larger than any address takes. */
export const limitBody = bodyLimit({
  maxSize: limits.body,
  onError: () => {
    throw new Failure('too-large', `The body is larger than ${limits.body} bytes. Shorten it.`);
  },
});

export function mountRoutes(
  app: Hono<Environment>,
  routes: readonly Route[],
  { admit, admitSigned, admitTool, requireWriting, position, wrote, verifyAnswers }: Gate,
): void {
  // What a page of another origin must be told stays with the answer that it has the thing already.
  const tagged: MiddlewareHandler<Environment> = (c, next) =>
    etag({ retainedHeaders: [...RETAINED_304_HEADERS, ...Object.keys(standing(c)), 'stream-position'] })(c, next);

  for (const { name, handler, tagsItself, queries } of routes) {
    const { method, path, success, reads, signed, scheme, ...operation }: Operation = operations[name];
    const reading = reads ?? method === 'GET';
    const cost = operation.cost ?? (reading ? 1 : writeCost);
    const writing = (writingOperations as readonly string[]).includes(name);
    const shapes: { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType; response?: z.ZodType } = schemas[name];
    const before = [
      ...(shapes.body ? [limitBody] : []),
      ...(method === 'GET' && shapes.response && !tagsItself ? [tagged] : []),
    ];

    app.on(method, [honoPath(path)], ...before, async (c) => {
      const viewer = await (signed ? admitSigned(c) : scheme === 'key' ? admitTool(c) : admit(c, cost));
      const at = method === 'GET' ? { 'stream-position': position() } : undefined;
      const mark = c.req.url.indexOf('?');
      const search = mark < 0 ? '' : c.req.url.slice(mark);
      const tags = tagList(c.req.header('If-None-Match'));
      const request = {
        viewer,
        params: shapes.params && parseParams(shapes.params, c.req.param()),
        query:
          shapes.query &&
          remembered(queries, { search, plain: () => asksOnly(c, shapes.query!) }, () =>
            parsePart(shapes.query!, readQuery(c, shapes.query!), 'query'),
          ),
        body: shapes.body && (await readBody(c, shapes.body)),
        idempotencyKey: readKey(c.req.header('Idempotency-Key')),
        version: readVersion(c.req.header('If-Match')),
        tags,
        has: (tag: string) => tags.includes(tag),
      } as unknown as Request<OperationName>;
      if (writing) await requireWriting(viewer);
      const reply = await handler(request, c);
      if (!reading) wrote();
      if (reply instanceof Response) return scheme === 'key' ? forTool(c, reply) : withStanding(c, reply);
      const headers: Record<string, string> = {
        ...perPerson,
        ...at,
        'cache-control': reply.sensitive ? 'no-store' : 'private, no-cache',
        ...(reply.tag && { etag: reply.tag }),
        ...reply.headers,
      };
      if (reply.unchanged) return answer(c, null, 304, headers);
      if (success === 204) return answer(c, null, 204, headers);
      const text = reply.json ?? (reply.bytes && verifyAnswers ? new TextDecoder().decode(reply.bytes) : undefined);
      if (verifyAnswers) shapes.response?.parse(text === undefined ? reply.body : JSON.parse(text));
      headers['content-type'] = 'application/json';
      return answer(c, reply.bytes ?? text ?? JSON.stringify(reply.body), success, headers);
    });
  }
}

/** For an answer that was made elsewhere, which may say it otherwise. */
function withStanding(c: Context<Environment>, response: Response): Response {
  for (const [name, value] of Object.entries({ ...standing(c), ...perPerson }))
    if (!response.headers.has(name)) response.headers.set(name, value);
  return response;
}

/** No page is told what a tool is: what a browser would need for that is left out. */
function forTool(c: Context<Environment>, response: Response): Response {
  for (const [name, value] of Object.entries(standing(c)))
    if (!name.startsWith('access-control-') && name !== 'vary') response.headers.set(name, value);
  return response;
}

/** One version as `getOwnProfile` tells it, quoted as a tag is; `*`: any. */
function readVersion(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const [, digits] = /^\s*"(\d{1,9})"\s*$/.exec(header) ?? [];
  if (digits === undefined)
    throw new Failure('invalid-request', 'If-Match is not a version: send the number that was read, in quotes: "3".', {
      errors: [{ path: 'If-Match', message: 'not a number in quotes' }],
    });
  return Number(digits);
}

export const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

const tagList = (header: string | undefined): string[] => header?.split(',').map((tag) => tag.trim()) ?? [];

function parsePart(shape: z.ZodType, value: unknown, part: 'query' | 'body'): unknown {
  const parsed = shape.safeParse(value);
  const unstorable = parsed.success ? findUnstorable(parsed.data) : undefined;
  if (parsed.success && !unstorable) return parsed.data;
  const issues = parsed.error?.issues ?? [unstorable!];
  throw invalid(
    part,
    issues.map(({ path, message }) => ({
      path: path.join('.'),
      message: message.endsWith('received undefined') ? 'is missing' : message,
    })),
  );
}

/** Errors told of one request; the first ones are enough to go on with. */
const mostErrors = 20;
const messageLength = 300;

function invalid(part: 'query' | 'body', found: FieldError[]): Failure {
  const errors = found.slice(0, mostErrors).map(({ path, message }) => ({
    path: path.slice(0, messageLength),
    message: message.slice(0, messageLength),
  }));
  const fields = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
  return new Failure('invalid-request', `The ${part} is not as it should be. ${fields}.`, { errors });
}

/** Whether all that is asked for is known here. */
const asksOnly = (c: Context, shape: z.ZodType): boolean =>
  Object.keys(c.req.queries()).every((name) => name in (shape as z.ZodObject).shape);

/** The query as an object. What is asked twice is asked for nothing: it could be read either way. */
function readQuery(c: Context, shape: z.ZodType): unknown {
  const given = c.req.queries();
  const known = Object.keys((shape as z.ZodObject).shape);
  const twice = known.filter((name) => (given[name]?.length ?? 0) > 1);
  if (twice.length > 0)
    throw invalid(
      'query',
      twice.map((path) => ({ path, message: 'is given more than once' })),
    );
  return Object.fromEntries(known.flatMap((name) => (given[name] ? [[name, given[name][0]]] : [])));
}

/** An address that names nothing that could exist is an address of nothing. */
function parseParams(shape: z.ZodType, value: unknown): unknown {
  const parsed = shape.safeParse(value);
  if (!parsed.success || findUnstorable(parsed.data)) throw notFound('thing');
  return parsed.data;
}

/** The body, parsed; throws what is wrong with it. */
export const readBody = async <Shape extends z.ZodType>(c: Context, shape: Shape): Promise<z.output<Shape>> =>
  parsePart(shape, await readJson(c), 'body') as z.output<Shape>;

/** The body as it came, refused as soon as it is longer than `most` bytes. */
export async function readBytes(c: Context, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const refuse = () => new Failure('too-large', `The body is larger than ${most} bytes. Choose something smaller.`);
  if (Number(c.req.header('Content-Length') ?? 0) > most) throw refuse();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of c.req.raw.body ?? []) {
    length += part.length;
    if (length > most) throw refuse();
    parts.push(part);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function readJson(c: Context): Promise<unknown> {
  const type = c.req.header('Content-Type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new Failure('unsupported-media-type', `The body is '${type.slice(0, 80)}': send it as application/json.`);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await c.req.arrayBuffer()));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('invalid-json', 'The body cannot be read as JSON in UTF-8. Check quotes, commas and its end.');
  }
}

function readKey(key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  if (key === '' || key.length > keyLength || noKey.test(key))
    throw new Failure('invalid-request', `The Idempotency-Key must be 1 to ${keyLength} visible ASCII characters.`, {
      errors: [{ path: 'Idempotency-Key', message: 'not usable' }],
    });
  return key;
}
