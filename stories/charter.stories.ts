import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/charter/define.ts';
import '../packages/elements/src/feed/define.ts';
import { inside } from './support/play.ts';
import { type Act, type StoryParameters, viewers } from './support/story.ts';

type Story = StoryObj & { parameters?: StoryParameters };

const meta: Meta = {
  title: 'Elements/Charter',
  component: 'parvis-charter',
  parameters: { viewer: viewers.employee } satisfies StoryParameters,
  render: () => html`<parvis-charter></parvis-charter>`,
};
export default meta;

type Text = { en: string; fr: string };
type Draft = { tag: string; articles: { subjects: string[]; title: Text; source: Text }[] };

/** The next version, as administrators would write it: one article says more than before. */
const write = async (act: Act, { major }: { major: boolean }): Promise<{ tag: string }> => {
  const draft = (await act(viewers.admin, 'GET', '/v1/charter/draft')) as Draft;
  const articles = draft.articles.map(({ subjects, title, source }, index) =>
    index === 5
      ? {
          ...{ subjects, title },
          source: {
            en: `${source.en}\n\nNobody is expected to answer between 7 p.m. and 8 a.m.`,
            fr: `${source.fr}\n\nPersonne n’est tenu de répondre entre 19 h et 8 h.`,
          },
        }
      : { subjects, title, source },
  );
  return (await act(viewers.admin, 'PUT', '/v1/charter/draft', {
    ...{ tag: draft.tag, major, articles, publishAt: null },
    summary: { en: 'Answers can wait for the morning.', fr: 'Les réponses peuvent attendre le matin.' },
  })) as { tag: string };
};

/** Done once, for all stories that show it. */
let told: Promise<void> | undefined;
const another = (act: Act): Promise<void> =>
  (told ??= (async () => {
    const { tag } = await write(act, { major: true });
    await act(viewers.admin, 'PUT', '/v1/charter/draft/published', { tag });
  })());

const turnTo =
  (view: string, then?: string): Story['play'] =>
  async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-charter');
    (await find(`[data-view="${view}"]`)).click();
    if (then) (await find(then)).click();
  };

export const Playground: Story = {};
export const Again: Story = { name: 'Changed, to be accepted again', parameters: { before: another } };
export const Versions: Story = {
  name: 'What changed from version to version',
  parameters: { before: another },
  play: turnTo('history', '[data-version="2"] .open'),
};
export const Own: Story = { name: 'What I accepted', play: turnTo('own') };
export const Administrator: Story = { name: 'Of an administrator', parameters: { viewer: viewers.admin } };
export const Draft: Story = {
  name: 'The next version, written',
  parameters: { viewer: viewers.admin },
  play: turnTo('draft', '.remove'),
};
export const Preview: Story = {
  name: 'The next version, as it will be read',
  parameters: { viewer: viewers.admin },
  play: turnTo('draft', '#draft-preview'),
};
export const Signatures: Story = {
  name: 'Who accepted',
  parameters: { viewer: viewers.admin },
  play: turnTo('signatures'),
};
export const FromFeed: Story = {
  name: 'Opened from the foot of a feed',
  render: () => html`<parvis-feed scope="community" for="it-help"></parvis-feed>`,
  play: async ({ canvasElement }) => (await inside(canvasElement, 'parvis-feed')('.foot button')).click(),
};
export const Loading: Story = { parameters: { fault: 'slow' } };
export const Offline: Story = { parameters: { fault: 'offline' } };
export const Narrow: Story = {
  name: 'In a column of 240 px',
  parameters: { viewer: viewers.admin },
  render: () => html`<div style="inline-size: 240px"><parvis-charter></parvis-charter></div>`,
};
export const RightToLeft: Story = { render: () => html`<div dir="rtl"><parvis-charter></parvis-charter></div>` };
