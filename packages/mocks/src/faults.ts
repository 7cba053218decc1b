/** What can go wrong between an element and its API, one handler each. A story puts one before the application's own. */
import { HttpResponse, type RequestHandler, delay, http } from 'msw';
import { type ProblemCode, problems } from '@parvis/contracts/tables';

const problem = (code: ProblemCode, detail: string, headers?: Record<string, string>) => {
  const { status, title } = problems[code];
  return HttpResponse.json(
    { type: `urn:parvis:problem:${code}`, title, status, detail, code, requestId: 'story' },
    { status, headers: { 'Content-Type': 'application/problem+json', ...headers } },
  );
};

/** Fault → the handler that causes it at every address below `api`. */
export const faults = (api: string): Record<string, RequestHandler> => ({
  slow: http.all(`${api}/*`, async () => {
    await delay('infinite');
    return HttpResponse.error();
  }),
  offline: http.all(`${api}/*`, () => HttpResponse.error()),
  unauthenticated: http.all(`${api}/*`, () => problem('unauthenticated', 'The token has expired. Sign in again.')),
  conflict: http.all(`${api}/*`, ({ request }) =>
    request.method === 'GET' ? undefined : problem('conflict', 'Somebody else was first.'),
  ),
  refused: http.all(`${api}/*`, ({ request }) =>
    request.method === 'GET'
      ? undefined
      : problem('invalid-request', 'Something in the request is not as it should be.'),
  ),
  crowded: http.all(`${api}/*`, () =>
    problem('rate-limited', 'Too many requests. Try again in 30 s.', { 'Retry-After': '30' }),
  ),
  hurried: http.post(`${api}/v1/posts`, () =>
    problem('rate-limited', 'You published moments ago. Try again in 4 s.', { 'Retry-After': '4' }),
  ),
  broken: http.all(`${api}/*`, () => problem('internal', 'Something failed on our side and was logged.')),
  garbage: http.all(
    `${api}/*`,
    () => new HttpResponse('<html>Gateway</html>', { headers: { 'Content-Type': 'text/html' } }),
  ),
});

export type Fault =
  'slow' | 'offline' | 'unauthenticated' | 'conflict' | 'refused' | 'crowded' | 'hurried' | 'broken' | 'garbage';
