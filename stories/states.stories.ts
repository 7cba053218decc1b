import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { faults } from '@parvis/mocks';
import '../packages/elements/src/composer/define.ts';
import '../packages/elements/src/expertise-search/define.ts';
import '../packages/elements/src/feed/define.ts';
import '../packages/elements/src/flag-button/define.ts';
import '../packages/elements/src/post/define.ts';
import '../packages/elements/src/profile-card/define.ts';
import { api, worker } from './support/application.ts';
import { post } from './support/demo.ts';
import { inside, over, pageStyle } from './support/play.ts';
import type { Act, StoryParameters } from './support/story.ts';

type Story = StoryObj & { parameters?: StoryParameters };

/** What is rare, and decides whether people trust the rest. Each is reached through the API, as it is at work. */
const meta: Meta = { title: 'Design with it/States', tags: ['!autodocs'] };
export default meta;

const apart = 'display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px';

type Cases = { items: { id: string; copy: { id: string } }[] };
/** Somebody flags a post of the tea break, and its steward puts it on hold. */
const hold = async (act: Act): Promise<void> => {
  const { articles } = (await act('karim.benali', 'GET', '/v1/charter')) as { articles: { id: string }[] };
  const article = articles[1]!.id;
  const subject = { kind: 'post', id: post('pau-06') };
  await act('karim.benali', 'POST', '/v1/flags', { subject, article, note: 'Gareth asked not to be named.' });
  const { items } = (await act('liam.prescott', 'GET', '/v1/cases?limit=100')) as Cases;
  const found = items.find(({ copy }) => copy.id === subject.id)!;
  await act('liam.prescott', 'PUT', `/v1/cases/${found.id}/decision`, {
    ...{ decision: 'hold', article },
    publicNote: 'Leave out whoever does not want to be named, and it is back.',
  });
};

export const PendingReview: Story = {
  parameters: { viewer: 'camille.roy' },
  render: () => html`<parvis-feed scope="mine"></parvis-feed>`,
};
export const Held: Story = {
  name: 'Held, as its author sees it',
  parameters: { viewer: 'siobhan.oconnor', before: hold },
  render: () => html`<parvis-post post=${post('pau-06')}></parvis-post>`,
};
export const CharterNotAccepted: Story = {
  parameters: { viewer: 'rachel.osei' },
  render: () =>
    html`<parvis-composer text="Press Publish: the charter opens, and this text is kept until it is accepted.">
    </parvis-composer>`,
  play: async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-composer');
    await find('#text');
    (await find('[part="publish"]')).click();
    await over(canvasElement, 'parvis-composer')('dialog[open] .end button');
  },
};
export const ExternalReader: Story = {
  name: 'External readers present',
  parameters: { viewer: 'nicolas.ferrand' },
  render: () =>
    html`<div style=${apart}>
      <parvis-composer community="haut-doubs"></parvis-composer>
      <parvis-post post=${post('hdb-01')}></parvis-post>
    </div>`,
};
export const OfflineWithDraft: Story = {
  parameters: { viewer: 'karim.benali' },
  beforeEach: () => () => {
    Reflect.deleteProperty(navigator, 'onLine');
    dispatchEvent(new Event('online'));
  },
  render: () => html`<parvis-composer></parvis-composer>`,
  play: async ({ canvasElement }) => {
    const text = (await inside(canvasElement, 'parvis-composer')('#text')) as HTMLTextAreaElement;
    text.value = 'Le compresseur 2 vibre depuis ce matin, je repasse après la ronde.';
    text.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    worker.use(faults(api)['offline']!);
    dispatchEvent(new Event('offline'));
  },
};
export const Unverified: Story = {
  parameters: { viewer: 'karim.benali' },
  render: () => html`<parvis-feed scope="community" for="la-pause" search="Trafford Park"></parvis-feed>`,
};
export const Departed: Story = {
  name: 'A departed person',
  parameters: { viewer: 'karim.benali' },
  render: () => html`<parvis-profile-card for="gerard.pichon" expanded></parvis-profile-card>`,
};
export const RightToLeft: Story = {
  parameters: { viewer: 'karim.benali' },
  render: () =>
    html`<div dir="rtl" style=${apart}>
      <parvis-composer></parvis-composer>
      <parvis-post post=${post('it-03')} with-comments></parvis-post>
    </div>`,
};

const several = html`<parvis-expertise-search query="SAP"></parvis-expertise-search>
  <parvis-profile-card for="siobhan.oconnor"></parvis-profile-card>
  <parvis-post post=${post('it-03')} with-comments></parvis-post>`;
/** As a browser does it: everything is twice as large, and half as much fits. */
export const Zoom: Story = {
  name: '200 % zoom',
  parameters: { viewer: 'karim.benali' },
  render: () => html`<div style="zoom: 2; max-inline-size: 320px">${several}</div>`,
};
/** Shown where the system asks for colours of its own: in Windows’ contrast themes, or in a browser told to act so. */
export const ForcedColours: Story = {
  parameters: { viewer: 'karim.benali' },
  render: () =>
    html`${several}
      <p>Something wrong? <parvis-flag-button kind="post" for=${post('pau-11')}></parvis-flag-button></p>`,
};

/** Of the place around the elements: Storybook's own words stay hidden. */
const hostile = `
  #storybook-root, #storybook-root * { all: unset !important; }
  #storybook-root p { display: block !important; }
  #storybook-root, #storybook-root :is(div, section, article) { display: block !important; float: left !important; inline-size: 100% !important; }
  html { font-size: 62.5% !important; }`;
export const HostileHost: Story = {
  name: 'A hostile host',
  parameters: { viewer: 'karim.benali' },
  beforeEach: pageStyle(hostile),
  render: () =>
    html`<p>Every style of this page is unset, a rem is ten pixels, and boxes float.</p>
      ${several}`,
};
