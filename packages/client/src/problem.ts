/** What came back and is no success, as the error that callers see. */
import type { Problem } from '@parvis/contracts';
import { ParvisError } from './error.ts';

export const networkError = (cause: unknown) =>
  new ParvisError({ code: 'network', title: 'No answer from the Parvis API', cause });

/** What came back with a success is not an answer of this API. */
export const garbageError = (response: Response, cause?: unknown) =>
  new ParvisError({
    code: 'garbage',
    status: response.status,
    title: 'The answer is not one of the Parvis API',
    detail: `${response.url} answered ${response.status} with ${response.headers.get('content-type') ?? 'no content type'}.`,
    requestId: response.headers.get('x-request-id'),
    cause,
  });

/** Seconds of a `Retry-After` header, which is a number of seconds or a date. */
const secondsOf = (header: string | null) => {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000));
};

/** The body of a successful answer; anything that is not JSON becomes a ParvisError. */
export async function readJson(response: Response): Promise<unknown> {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) throw garbageError(response);
  try {
    return await response.json();
  } catch (cause) {
    if (cause instanceof DOMException) throw cause;
    throw cause instanceof SyntaxError ? garbageError(response, cause) : networkError(cause);
  }
}

/** Turns a problem document into the error that callers see. */
export async function problemOf(response: Response): Promise<ParvisError> {
  const problem = (await readJson(response).catch((error: unknown) => {
    if (error instanceof ParvisError) return null;
    throw error;
  })) as Partial<Problem> | null;
  if (!problem || typeof problem !== 'object' || typeof problem.code !== 'string') {
    // A gateway in front of the API speaks for it while it is down.
    if (response.status >= 502 && response.status <= 504)
      return new ParvisError({
        code: 'unavailable',
        status: response.status,
        title: 'Not available right now',
        retryAfter: secondsOf(response.headers.get('retry-after')),
      });
    return garbageError(response);
  }
  return new ParvisError({
    code: problem.code,
    status: response.status,
    title: String(problem.title ?? ''),
    detail: String(problem.detail ?? ''),
    requestId: problem.requestId ?? response.headers.get('x-request-id'),
    errors: Array.isArray(problem.errors) ? problem.errors : [],
    retryAfter: secondsOf(response.headers.get('retry-after')),
  });
}
