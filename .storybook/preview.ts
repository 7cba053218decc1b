/** Every story runs on the real application, answering in this page behind a service worker. */
import type { Preview } from '@storybook/web-components-vite';
import { faults } from '@parvis/mocks';
import { configure } from '../packages/elements/src/provider/provide.ts';
import { api, prepare, retelling, started, tokenFor, worker } from '../stories/support/application.ts';
import { Container } from '../stories/support/docs/container.ts';
import { ElementPage } from '../stories/support/docs/element-page.ts';
import '../stories/support/docs/index.ts';
import { type Globals, initialGlobals } from '../stories/support/globals.ts';
import { addPseudo, pseudo } from '../stories/support/pseudo.ts';
import { type StoryParameters, viewers } from '../stories/support/story.ts';
import docs from './docs.css?raw';

// As it is written: what a build puts in the place of light-dark() follows no toolbar.
const sheet = new CSSStyleSheet();
sheet.replaceSync(docs);
document.adoptedStyleSheets.push(sheet);

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes: {
    viewer: {
      description: 'Who is looking',
      toolbar: {
        icon: 'user',
        items: [
          { value: viewers.employee, title: 'Employee' },
          { value: viewers.steward, title: 'Steward' },
          { value: viewers.moderator, title: 'Moderator' },
          { value: viewers.admin, title: 'Administrator' },
          { value: viewers.supplier, title: 'Supplier' },
          { value: viewers.client, title: 'Client' },
        ],
        dynamicTitle: true,
      },
    },
    theme: { description: 'Theme', toolbar: { icon: 'circlehollow', items: ['light', 'dark'], dynamicTitle: true } },
    language: {
      description: 'Language; en-XA is longer, accented and in brackets, to see what a translation would break',
      toolbar: { icon: 'globe', items: ['en', 'fr', pseudo], dynamicTitle: true },
    },
  },
  initialGlobals,
  parameters: {
    a11y: { test: 'error' },
    layout: 'padded',
    docs: { container: Container, page: ElementPage },
    options: {
      storySort: {
        order: [
          'Start',
          'Embed it',
          ['Five-minute start', 'Sign-on', 'Hosts', 'Packages', 'Accessibility', 'Elements'],
          'Use it',
          ['The portal', 'As an employee', 'As a steward', 'As an administrator'],
          'Design with it',
          ['Anatomy', 'States', ['All of them', '*'], 'Tokens', '*'],
          'Decisions',
        ],
      },
    },
  },
  loaders: [
    async ({ globals, parameters, canvasElement }) => {
      const { viewer, theme, language } = {
        ...(globals as Globals),
        ...(parameters['viewer'] && { viewer: parameters['viewer'] as string }),
      };
      await started;
      if (language === pseudo) await addPseudo();
      const { fault, before, retold } = parameters as StoryParameters;
      await prepare(before);
      worker.resetHandlers();
      if (fault) worker.use(faults(api)[fault]!);
      if (retold) worker.use(retelling(retold));
      // Storybook calls its pages of text English, and whatever stands in them. The page comes last: elements hear of it.
      canvasElement.lang = language;
      document.documentElement.lang = language;
      document.documentElement.style.colorScheme = theme;
      document.body.style.background = theme === 'dark' ? '#14171a' : '#ffffff';
      configure({ api, getToken: () => tokenFor(viewer) });
      return {};
    },
  ],
};
export default preview;
