/** Errors as RFC 9457 problem documents: plain words, a remedy, never an internal message. */
import { type Problem, type ProblemCode, problems } from '@parvis/contracts';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { DatabaseRefused, DatabaseUnavailable } from '../database/index.ts';
import { answer, perPerson } from './headers.ts';

export type FieldError = { path: string; message: string };

/** Thrown by services; `detail` is read by people: one sentence with the value and the remedy. */
export class Failure extends Error {
  override name = 'Failure';
  readonly code: ProblemCode;
  readonly errors: FieldError[] | undefined;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;
  /** When what stands in the way ends. */
  readonly until: Date | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    /** `cause`: for the log alone. */
    more: { errors?: FieldError[]; retryAfter?: number; until?: Date; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause });
    this.code = code;
    this.errors = more.errors;
    this.retryAfter = more.retryAfter;
    this.until = more.until;
  }
}

/** What is not there and what the viewer may not see answer the same. */
export const notFound = (what: string): Failure =>
  new Failure('not-found', `There is no such ${what}, or it is not for you to see. Check the address.`);

const serverSide = 500;

/** `report` is told of every error that is our own fault or that only the database had refused, with the request's id to find it by. */
export function problemResponse(
  c: Context,
  error: unknown,
  report: (error: unknown, requestId: string) => void,
  headers: Record<string, string> = {},
): Response {
  const requestId = c.get('requestId') ?? '';
  const failure = asFailure(error);
  const { status, title } = problems[failure.code];
  if (status >= serverSide || error instanceof DatabaseRefused) report(error, requestId);
  const problem: Problem = {
    type: `urn:parvis:problem:${failure.code}`,
    title,
    status,
    detail: failure.message,
    code: failure.code,
    requestId,
    ...(failure.until && { until: failure.until.toISOString() }),
    ...(failure.errors && { errors: failure.errors }),
  };
  return answer(c, JSON.stringify(problem), status, {
    ...perPerson,
    'cache-control': 'no-store',
    'content-type': 'application/problem+json',
    ...(status === 401 && { 'www-authenticate': 'Bearer realm="parvis"' }),
    // The rest of the body is not waited for: what comes next on that connection would be read as part of it.
    ...(status === 413 && { connection: 'close' }),
    ...(failure.retryAfter !== undefined && { 'retry-after': String(failure.retryAfter) }),
    ...headers,
  });
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof DatabaseUnavailable)
    return new Failure('unavailable', 'The database does not answer right now. Try again in a few seconds.', {
      retryAfter: 5,
    });
  if (error instanceof DatabaseRefused)
    return error.reason === 'reference'
      ? notFound('thing')
      : new Failure('forbidden', 'You may not do this any more. Load the page again to see what has changed.');
  // Two changes waited for each other (deadlock, serialization): one of them was undone whole.
  if (['40P01', '40001'].includes((error as { code?: string } | null)?.code ?? ''))
    return new Failure('unavailable', 'Somebody changed the same thing at the same moment. Try again.', {
      retryAfter: 1,
    });
  if (error instanceof HTTPException && error.status === 413)
    return new Failure('too-large', 'The body is larger than this address takes. Shorten it.');
  return new Failure(
    'internal',
    'Something failed on our side and was logged. Try again, and give the request id to your administrator if it stays.',
  );
}
