import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/charter/define.ts';
import '../packages/elements/src/feed/define.ts';
import { accept, another } from './support/charter.ts';
import { inside, over } from './support/play.ts';
import { type StoryParameters, viewers } from './support/story.ts';

type Story = StoryObj & { parameters?: StoryParameters };

const meta: Meta = {
  title: 'Embed it/Elements/Charter',
  component: 'parvis-charter',
  parameters: { viewer: viewers.employee } satisfies StoryParameters,
  render: () => html`<parvis-charter></parvis-charter>`,
};
export default meta;

/** Turns to a view, presses what is named, and waits until the last of these is there. */
const turnTo =
  (view: string, ...steps: string[]): Story['play'] =>
  async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-charter');
    (await find(`[data-view="${view}"]`)).click();
    const last = steps.pop();
    for (const step of steps) (await find(step)).click();
    if (last) await find(last);
  };

export const Playground: Story = {};
export const Again: Story = { name: 'Changed, to be accepted again', parameters: { before: another } };
export const Versions: Story = {
  name: 'What changed from version to version',
  parameters: { before: another },
  play: turnTo('history', '[data-version="2"] .open', 'ins'),
};
export const Own: Story = { name: 'What I accepted', play: turnTo('own', '.part code') };
export const Administrator: Story = { name: 'Of an administrator', parameters: { viewer: viewers.admin } };
export const Draft: Story = {
  name: 'The next version, written',
  parameters: { viewer: viewers.admin },
  play: turnTo('draft', '.remove', '.draft'),
};
export const Preview: Story = {
  name: 'The next version, as it will be read',
  parameters: { viewer: viewers.admin },
  play: turnTo('draft', '#draft-preview', 'section.draft .article'),
};
export const Signatures: Story = {
  name: 'Who accepted',
  parameters: {
    viewer: viewers.admin,
    before: (act) => accept(act, viewers.admin, viewers.steward, viewers.moderator),
  },
  play: turnTo('signatures', '.part table, .part .muted'),
};
export const FromFeed: Story = {
  name: 'Opened from the foot of a feed',
  render: () => html`<parvis-feed scope="community" for="it-help"></parvis-feed>`,
  play: async ({ canvasElement }) => {
    (await inside(canvasElement, 'parvis-feed')('.foot button')).click();
    await inside(await over(canvasElement, 'parvis-feed')('.inside'), 'parvis-charter')('.article');
  },
};
export const Loading: Story = { parameters: { fault: 'slow' } };
export const Offline: Story = { parameters: { fault: 'offline' } };
export const Narrow: Story = {
  name: 'In a column of 240 px',
  parameters: { viewer: viewers.admin },
  render: () => html`<div style="inline-size: 240px"><parvis-charter></parvis-charter></div>`,
};
export const RightToLeft: Story = { render: () => html`<div dir="rtl"><parvis-charter></parvis-charter></div>` };
