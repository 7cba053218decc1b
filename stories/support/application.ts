/** The real application, answering in this page behind a service worker; every story and every live example asks it. */
import { http } from 'msw';
import { setupWorker } from 'msw/browser';
import { type Fault, faults, startApplication } from '@parvis/mocks';
import { accept } from './charter.ts';
import type { Act, StoryParameters } from './story.ts';

export const api = new URL('./api-of-parvis', document.baseURI).href;
/**
 * Elements share what they know of an API, so whoever looks at one page as several people, or with something broken,
 * asks it at several addresses.
 */
export const apiOf = (viewer: string, fault?: Fault): string => `${api}/as/${viewer}/${fault ?? 'well'}`;

const application = startApplication(new URL('./data/demo.tar.gz', document.baseURI).href);
const answer = async (request: Request): Promise<Response> => {
  const { fetch } = await application;
  // The application's addresses begin at /v1, this page's at /api-of-parvis/v1.
  const url = new URL(request.url);
  url.pathname = url.pathname.replace(/^.*\/api-of-parvis(\/as\/[^/]+\/[^/]+)?/, '');
  return fetch(new Request(url, request));
};
export const worker = setupWorker(
  ...Object.keys(faults('')).map((fault) => faults(`${api}/as/:viewer/${fault}`)[fault]!),
  http.all(`${api}/*`, ({ request }) => answer(request)),
);
/** What the application answers, in other words. */
export const retelling = (retold: (json: string) => string) =>
  http.get(`${api}/*`, async ({ request }) => {
    const { status, headers, body } = await answer(request);
    if (!headers.get('Content-Type')?.includes('json')) return new Response(body, { status, headers });
    headers.delete('ETag');
    return new Response(retold(await new Response(body).text()), { status, headers });
  });
/** A worker that runs does not yet stand between this page and what it asks for. */
const between = (): Promise<unknown> | undefined => {
  if (!navigator.serviceWorker.controller)
    return new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
};
export const started = worker
  .start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: new URL('./worker.js', document.baseURI).pathname },
  })
  .then(between);

export const tokenFor = async (userName: string): Promise<string> => (await application).tokenFor(userName);

const send: Act = async (userName, method, path, body) => {
  const { fetch, tokenFor } = await application;
  const answer = await fetch(
    new Request(new URL(path, location.origin), {
      method,
      headers: { Authorization: `Bearer ${await tokenFor(userName)}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  // Those who prepare a story write faster than people do.
  if (answer.status === 429) {
    await new Promise((resolve) => setTimeout(resolve, Number(answer.headers.get('Retry-After')) * 1_000));
    return send(userName, method, path, body);
  }
  const answered = answer.status === 204 ? undefined : await answer.json();
  // What could not be prepared is said, instead of a story that waits for what never comes.
  if (!answer.ok)
    throw Object.assign(new Error(`${userName}: ${method} ${path}: ${JSON.stringify(answered)}`), answered);
  return answered;
};
export const nameOf = async (userName: string): Promise<string> =>
  ((await send(userName, 'GET', '/v1/me')) as { person: { name: string } }).person.name;

/** Another story may have brought in a charter that whoever writes in this one has not accepted yet. */
const act: Act = async (userName, ...request) => {
  try {
    return await send(userName, ...request);
  } catch (problem) {
    if ((problem as { code?: string }).code !== 'charter-not-accepted') throw problem;
    await accept(send, userName);
    return send(userName, ...request);
  }
};

/** What several stories have in common is done once. */
const prepared = new Map<NonNullable<StoryParameters['before']>, Promise<void>>();
export async function prepare(before: StoryParameters['before']): Promise<void> {
  if (!before) return;
  if (!prepared.has(before)) prepared.set(before, before(act));
  await prepared.get(before);
}
