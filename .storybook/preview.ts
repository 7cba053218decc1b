/** Every story runs on the real application, answering in this page behind a service worker. */
import type { Preview } from '@storybook/web-components-vite';
import { http } from 'msw';
import { setupWorker } from 'msw/browser';
import { faults, startApplication } from '@parvis/mocks';
import { configure } from '../packages/elements/src/provider/provide.ts';
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

const act: Act = async (userName, method, path, body) => {
  const { fetch, tokenFor } = await application;
  const answer = await fetch(
    new Request(new URL(path, location.origin), {
      method,
      headers: { Authorization: `Bearer ${await tokenFor(userName)}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  return answer.status === 204 ? undefined : answer.json();
};
const prepared = new Map<string, Promise<void>>();

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
    async ({ globals, parameters, id }) => {
      const { viewer, theme, language } = {
        ...(globals as Globals),
        ...(parameters['viewer'] && { viewer: parameters['viewer'] as string }),
      };
      await started;
      const { fault, before } = parameters as StoryParameters;
      if (before && !prepared.has(id)) prepared.set(id, before(act));
      await prepared.get(id);
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
