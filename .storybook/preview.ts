/** Every story runs on the real application, answering in this page behind a service worker. */
import type { Preview } from '@storybook/web-components-vite';
import { http } from 'msw';
import { setupWorker } from 'msw/browser';
import { faults, startApplication } from '@parvis/mocks';
import { configure } from '../packages/elements/src/provider/provide.ts';
import { accept } from '../stories/support/charter.ts';
import { type Act, type StoryParameters, viewers } from '../stories/support/story.ts';

const api = new URL('./api-of-parvis', document.baseURI).href;
const application = startApplication(new URL('./data/demo.tar.gz', document.baseURI).href);
const worker = setupWorker(
  http.all(`${api}/*`, async ({ request }) => {
    const { fetch } = await application;
    // The application's addresses begin at /v1, this page's at /api-of-parvis/v1.
    const url = new URL(request.url);
    url.pathname = url.pathname.replace(/^.*\/api-of-parvis/, '');
    return fetch(new Request(url, request));
  }),
);
const started = worker.start({
  quiet: true,
  onUnhandledRequest: 'bypass',
  serviceWorker: { url: new URL('./mockServiceWorker.js', document.baseURI).pathname },
});

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

type Globals = { viewer: string; theme: 'light' | 'dark'; language: 'en' | 'fr' };

const preview: Preview = {
  globalTypes: {
    viewer: {
      description: 'Who is looking',
      toolbar: {
        icon: 'user',
        items: [
          { value: viewers.employee, title: 'Employee' },
          { value: viewers.steward, title: 'Steward' },
          { value: viewers.moderator, title: 'Moderator' },
          { value: viewers.supplier, title: 'Supplier' },
          { value: viewers.client, title: 'Client' },
        ],
        dynamicTitle: true,
      },
    },
    theme: { description: 'Theme', toolbar: { icon: 'circlehollow', items: ['light', 'dark'], dynamicTitle: true } },
    language: { description: 'Language', toolbar: { icon: 'globe', items: ['en', 'fr'], dynamicTitle: true } },
  },
  initialGlobals: { viewer: viewers.employee, theme: 'light', language: 'en' },
  parameters: { a11y: { test: 'error' }, layout: 'padded' },
  loaders: [
    async ({ globals, parameters }) => {
      const { viewer, theme, language } = {
        ...(globals as Globals),
        ...(parameters['viewer'] && { viewer: parameters['viewer'] as string }),
      };
      await started;
      const { fault, before } = parameters as StoryParameters;
      if (before) {
        if (!prepared.has(before)) prepared.set(before, before(act));
        await prepared.get(before);
      }
      worker.resetHandlers();
      if (fault) worker.use(faults(api)[fault]!);
      document.documentElement.lang = language;
      document.documentElement.style.colorScheme = theme;
      document.body.style.background = theme === 'dark' ? '#14171a' : '#ffffff';
      configure({ api, getToken: async () => (await application).tokenFor(viewer) });
      return {};
    },
  ],
};
export default preview;
