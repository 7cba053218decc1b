import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Case } from '@parvis/contracts';
import { html } from 'lit';
import '../packages/elements/src/flag-button/define.ts';
import '../packages/elements/src/moderation/define.ts';
import '../packages/elements/src/post/define.ts';
import { comment, post } from './support/demo.ts';
import { inside, over } from './support/play.ts';
import { type Act, type StoryParameters, viewers } from './support/story.ts';

type Story = StoryObj & { parameters?: StoryParameters };

const meta: Meta = {
  title: 'Embed it/Elements/Moderation',
  component: 'parvis-moderation',
  parameters: { viewer: viewers.moderator },
  render: () => html`<parvis-moderation></parvis-moderation>`,
};
export default meta;

/** The demonstration company has flagged two things already; here a rumour comes on top, flagged by two people. */
const flags = async (act: Act): Promise<void> => {
  const { articles } = (await act('karim.benali', 'GET', '/v1/charter')) as { articles: { id: string }[] };
  const flag = (who: string, note: string) =>
    act(who, 'POST', '/v1/flags', { subject: { kind: 'post', id: post('pau-11') }, article: articles[3]!.id, note });
  await flag('karim.benali', 'No source is named.');
  await flag('ffion.davies', '');
};

/** One of each: removed, kept, taken back, waiting, being examined. */
const outcomes = async (act: Act): Promise<void> => {
  const { articles } = (await act('karim.benali', 'GET', '/v1/charter')) as { articles: { id: string }[] };
  const flag = async (subject: object, note = '') =>
    (await act('karim.benali', 'POST', '/v1/flags', { subject, article: articles[1]!.id, note })) as { id: string };
  const on = (key: string) => ({ kind: 'post', id: post(key) });
  const caseOn = async (key: string, who = 'elodie.vasseur') => {
    const { items } = (await act(who, 'GET', '/v1/cases?limit=100')) as { items: Case[] };
    return `/v1/cases/${items.find(({ copy }) => copy.id === post(key))!.id}`;
  };
  const decide = async (key: string, decision: string, publicNote: string) =>
    act('elodie.vasseur', 'PUT', `${await caseOn(key)}/decision`, {
      decision,
      article: decision === 'keep' ? null : articles[1]!.id,
      publicNote,
    });
  await flag(on('pau-09'), 'The second paragraph is about one person.');
  await decide('pau-09', 'remove', 'Discuss ideas, not people.');
  await flag(on('pau-05'));
  await decide('pau-05', 'keep', 'Blunt, but about the matter.');
  const { id } = await flag(on('pau-07'));
  await act('karim.benali', 'DELETE', `/v1/flags/${id}`);
  await flag({ kind: 'page', url: `${location.origin}/news/a-page-with-a-rather-long-address` });
  await flag({ kind: 'comment', id: comment('pau-11-c1') }, 'Not here, please.');
  await flag(on('pau-08'));
  await act('elodie.vasseur', 'PUT', `${await caseOn('pau-08')}/claim`);
};

/** Opens the case whose text has these words. */
const open = async (canvas: HTMLElement, words: string) => {
  const find = inside(canvas, 'parvis-moderation');
  const list = await find('.cases');
  [...list.querySelectorAll('button')].find(({ textContent }) => textContent.includes(words))!.click();
  return find;
};

/** Opens a case and begins to examine it. */
const examined: Story['play'] = async ({ canvasElement }) => {
  const find = await open(canvasElement, 'Dubois');
  const claim = await find('#claim, .choice input');
  if (claim.id === 'claim') claim.click();
  (await find('.choice:last-child input')).click();
  await find('#article');
};

export const Desk: Story = { parameters: { before: flags } };
export const Examining: Story = { name: 'While a case is examined', play: examined };
/** Opens every part of the file of a case. */
const opened: Story['play'] = async ({ canvasElement }) => {
  const find = await open(canvasElement, 'Dubois');
  for (const name of ['notes', 'similar', 'history'])
    ((await find(`[data-part="${name}"]`)) as HTMLDetailsElement).open = true;
  await find('#export');
};
const filtered: Story['play'] = async ({ canvasElement }) => {
  const find = inside(canvasElement, 'parvis-moderation');
  ((await find('.filters')) as HTMLDetailsElement).open = true;
};
const figures: Story['play'] = async ({ canvasElement }) => {
  const find = inside(canvasElement, 'parvis-moderation');
  (await find('.shelves button:nth-child(3)')).click();
  await find('.figures dl');
};

/** Opens a case, examines it where nobody does yet, and chooses a decision. */
const choosing =
  (words: string, decision: string): Story['play'] =>
  async ({ canvasElement }) => {
    const find = await open(canvasElement, words);
    const claim = await find('#claim, .choice input');
    if (claim.id === 'claim') claim.click();
    (await find(`[data-decision="${decision}"] input`)).click();
    await find('.preview');
  };
const opening =
  (words: string): Story['play'] =>
  async ({ canvasElement }) =>
    void (await open(canvasElement, words));

export const Appealed: Story = { name: 'A decision that is appealed', play: opening('Gareth Pugh') };
export const Answered: Story = { name: 'A rumour whose source was named', play: opening('Parking at Trafford') };
export const DecidedAgain: Story = {
  name: 'A rumour that is decided upon again, with what its author will read',
  play: choosing('Parking at Trafford', 'remove'),
};
export const Illegal: Story = { name: 'A report as illegal', play: choosing('Rémi Gauthier', 'remove') };
export const Waiting: Story = {
  name: 'A post that waits before it is published',
  parameters: { viewer: viewers.steward },
  play: opening('Wifi des visiteurs'),
};

/** Somebody flags a post of the tea break and somebody there decides about it or examines it. */
const about = async (act: Act, key: string, step: (act: Act, path: string, article: string) => Promise<unknown>) => {
  const { articles } = (await act('karim.benali', 'GET', '/v1/charter')) as { articles: { id: string }[] };
  const article = articles[1]!.id;
  await act('karim.benali', 'POST', '/v1/flags', { subject: { kind: 'post', id: post(key) }, article, note: '' });
  const { items } = (await act('liam.prescott', 'GET', '/v1/cases?limit=100')) as { items: Case[] };
  await step(act, `/v1/cases/${items.find(({ copy }) => copy.id === post(key))!.id}`, article);
};
/** What is kept in a tab of somebody who moderates nothing: what was decided about them. */
const aboutYou: Story['play'] = async ({ canvasElement }) => {
  const find = inside(canvasElement, 'parvis-moderation');
  (await find('.shelves button:nth-child(2)')).click();
  await find('[data-statement]');
};

export const Claimed: Story = {
  name: 'A case that somebody else examines',
  parameters: { before: (act) => about(act, 'pau-13', (act, path) => act('liam.prescott', 'PUT', `${path}/claim`)) },
  play: opening('How did you learn French'),
};
export const AboutYouAppealed: Story = {
  name: 'Of an author who appealed',
  parameters: { viewer: 'gareth.pugh' },
  play: aboutYou,
};
export const AboutYouAnswered: Story = {
  name: 'Of an author who named a source',
  parameters: { viewer: 'chloe.whittaker' },
  play: aboutYou,
};
export const AboutYouSuspended: Story = {
  name: 'Of an author who is suspended',
  parameters: {
    viewer: 'gwenael.lebras',
    before: (act) =>
      about(act, 'pau-04', (act, path, article) =>
        act('liam.prescott', 'PUT', `${path}/decision`, {
          ...{ decision: 'suspend', hours: 72, alsoRemove: true, article },
          publicNote: 'Third time this month, after two talks.',
        }),
      ),
  },
  play: aboutYou,
};
export const AboutYouWarned: Story = {
  name: 'Of an author who is warned',
  parameters: {
    viewer: 'fatou.diop',
    before: (act) =>
      about(act, 'pau-12', (act, path, article) =>
        act('liam.prescott', 'PUT', `${path}/decision`, {
          ...{ decision: 'warn', article },
          publicNote: 'Say it without the nickname.',
        }),
      ),
  },
  play: aboutYou,
};

export const Why: Story = {
  name: 'Why a post was removed, over it',
  parameters: { viewer: 'thomas.guillou', before: outcomes },
  render: () => html`<parvis-post post=${post('pau-09')}></parvis-post>`,
  play: async ({ canvasElement }) => {
    (await inside(canvasElement, 'parvis-post')('[data-act="why"]')).click();
    await over(canvasElement, 'parvis-post')('[data-statement]');
  },
};

export const File: Story = { name: 'The file of a case', parameters: { before: flags }, play: opened };
export const Filters: Story = { name: 'Filters and order', parameters: { before: flags }, play: filtered };
export const Figures: Story = { name: 'Figures, of which too few people stand behind some', play: figures };
export const StewardOfAnother: Story = { name: 'Of a steward of IT help', parameters: { viewer: viewers.steward } };
export const Nothing: Story = { name: 'Nothing to examine', parameters: { viewer: 'hannah.brierley' } };
export const YourFlags: Story = {
  name: 'Of an employee: what became of their flags',
  parameters: { viewer: viewers.employee, before: outcomes },
};
export const YourFlagsNarrow: Story = {
  name: 'Of an employee, in a column of 240 px',
  parameters: { viewer: viewers.employee, before: outcomes },
  render: () => html`<div style="inline-size: 240px"><parvis-moderation></parvis-moderation></div>`,
};
export const YourFlagsUnattended: Story = {
  name: 'Of an employee whose flags nobody may examine',
  parameters: {
    viewer: viewers.employee,
    before: outcomes,
    retold: (json) => json.replaceAll('"unattended":false', '"unattended":true'),
  },
};
export const AboutYouUnattended: Story = {
  name: 'Of an author whose appeal nobody may examine',
  parameters: {
    viewer: 'gareth.pugh',
    retold: (json) => json.replaceAll('"unattended":false', '"unattended":true'),
  },
  play: aboutYou,
};
export const Gone: Story = {
  name: 'A post that its reader flagged, and that was removed',
  parameters: { viewer: viewers.employee, before: outcomes },
  render: () => html`<parvis-post post=${post('pau-09')}></parvis-post>`,
};
export const NoFlags: Story = { name: 'Of somebody who flagged nothing', parameters: { viewer: 'nadia.haddad' } };
export const Loading: Story = { parameters: { fault: 'slow' } };
export const Offline: Story = { parameters: { fault: 'offline' } };
export const Narrow: Story = {
  name: 'In a column of 240 px',
  render: () => html`<div style="inline-size: 240px"><parvis-moderation></parvis-moderation></div>`,
};
export const RightToLeft: Story = {
  render: () => html`<div dir="rtl"><parvis-moderation></parvis-moderation></div>`,
  play: examined,
};
