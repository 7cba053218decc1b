/**
 * One operation of the table, mounted: limit → viewer → validate → handler → answer. Every route of the API goes
 * through here, so none can forget a step.
 */
import { type Answer, type Operation, type OperationName, type Parsed, operations, schemas } from '@parvis/contracts';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { etag } from 'hono/etag';
import { limits } from '@parvis/contracts/tables';
import type { z } from 'zod';
import type { Identity, Viewer } from '../viewer/index.ts';
import { Failure, type FieldError, notFound } from './problem.ts';

export type Environment = { Variables: { requestId: string; identity: Identity } };

export type Request<Name extends OperationName> = {
  viewer: Viewer;
  params: Parsed<Name, 'params'>;
  query: Parsed<Name, 'query'>;
  body: Parsed<Name, 'body'>;
  /** The client's name for this creating call: a retry carries the same. */
  idempotencyKey: string | undefined;
  /** Tags of the answers that the client has (`If-None-Match`). */
  tags: readonly string[];
  /** Whether the client already has the answer of this tag. */
  has(tag: string): boolean;
};

export type Reply<Name extends OperationName> = {
  body?: Answer<Name>;
  /** In its place: the answer as JSON text. For what is read most. */
  json?: string;
  /** A tag of the answer that costs less than hashing it. */
  tag?: string;
  /** The client already has it: 304. */
  unchanged?: boolean;
  /** May not be stored by any cache, the browser's own included. */
  sensitive?: boolean;
  headers?: Record<string, string>;
};

export type Handler<Name extends OperationName> = (
  request: Request<Name>,
  c: Context<Environment>,
) => Promise<Reply<Name> | Response>;

export type Route = { name: OperationName; handler: Handler<OperationName> };

/** Names the operation that a handler answers. */
export const operation = <Name extends OperationName>(name: Name, handler: Handler<Name>): Route => ({
  name,
  handler: handler as unknown as Handler<OperationName>,
});

export type Gate = {
  /** The viewer of a request; throws `unauthenticated` or `rate-limited`. */
  admit(c: Context<Environment>): Promise<Viewer>;
  /** In tests: every answer is held against its contract. */
  verifyAnswers: boolean;
};

const noKey = /[^\x21-\x7e]/;
const keyLength = 200;

export function mountRoutes(app: Hono<Environment>, routes: readonly Route[], { admit, verifyAnswers }: Gate): void {
  const limitBody = bodyLimit({
    maxSize: limits.body,
    onError: () => {
      throw new Failure('too-large', `The body is larger than ${limits.body} bytes. Shorten it.`);
    },
  });
  const tagged = etag();

  for (const { name, handler } of routes) {
    const { method, path, success }: Operation = operations[name];
    const shapes: { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType; response?: z.ZodType } = schemas[name];
    const conditional = method === 'GET' && shapes.response ? [tagged] : [];

    app.on(method, honoPath(path), limitBody, ...conditional, async (c) => {
      const viewer = await admit(c);
      const tags = tagList(c.req.header('If-None-Match'));
      const reply = await handler(
        {
          viewer,
          params: shapes.params && parseParams(shapes.params, c.req.param()),
          query: shapes.query && parsePart(shapes.query, c.req.query(), 'query'),
          body: shapes.body && parsePart(shapes.body, await readJson(c), 'body'),
          idempotencyKey: readKey(c.req.header('Idempotency-Key')),
          tags,
          has: (tag: string) => tags.includes(tag),
        } as unknown as Request<OperationName>,
        c,
      );
      if (reply instanceof Response) return reply;
      c.header('Vary', 'Authorization');
      c.header('Cache-Control', reply.sensitive ? 'no-store' : 'private, no-cache');
      if (reply.tag) c.header('ETag', reply.tag);
      for (const [header, value] of Object.entries(reply.headers ?? {})) c.header(header, value);
      if (reply.unchanged) return c.body(null, 304);
      if (success === 204) return c.body(null, 204);
      if (verifyAnswers) shapes.response?.parse(reply.json === undefined ? reply.body : JSON.parse(reply.json));
      return c.body(reply.json ?? JSON.stringify(reply.body), success, { 'Content-Type': 'application/json' });
    });
  }
}

export const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

const tagList = (header: string | undefined): string[] => header?.split(',').map((tag) => tag.trim()) ?? [];

function parsePart(shape: z.ZodType, value: unknown, part: 'query' | 'body'): unknown {
  const parsed = shape.safeParse(value);
  const empty = parsed.success ? findNull(parsed.data) : undefined;
  if (parsed.success && !empty) return parsed.data;
  const issues = parsed.error?.issues ?? [{ path: empty!, message: 'has a null character: remove it' }];
  const errors: FieldError[] = issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const fields = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
  throw new Failure('invalid-request', `The ${part} is not as it should be. ${fields}.`, { errors });
}

/** Where a text has a null character: JSON can carry it, PostgreSQL cannot store it. */
function findNull(value: unknown): PropertyKey[] | undefined {
  if (typeof value === 'string') return value.includes('\0') ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inside] of Object.entries(value)) {
    const found = findNull(inside);
    if (found) return [key, ...found];
  }
  return undefined;
}

/** An address that names nothing that could exist is an address of nothing. */
function parseParams(shape: z.ZodType, value: unknown): unknown {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw notFound('thing');
  return parsed.data;
}

async function readJson(c: Context): Promise<unknown> {
  const type = c.req.header('Content-Type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new Failure('unsupported-media-type', `The body is '${type.slice(0, 80)}': send it as application/json.`);
  try {
    return await c.req.json();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('invalid-json', 'The body cannot be read as JSON. Check quotes, commas and its end.');
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
