import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/moderation/define.ts';
import { post } from './support/demo.ts';
import { inside } from './support/play.ts';
import { type Act, type StoryParameters, viewers } from './support/story.ts';

type Story = StoryObj & { parameters?: StoryParameters };

const meta: Meta = {
  title: 'Elements/Moderation',
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

/** Opens the first case and begins to examine it. */
const examined: Story['play'] = async ({ canvasElement }) => {
  const find = inside(canvasElement, 'parvis-moderation');
  (await find('.cases button')).click();
  const claim = await find('#claim, .choice input');
  if (claim.id === 'claim') claim.click();
  (await find('.choice:last-child input')).click();
  await find('#article');
};

export const Desk: Story = { parameters: { before: flags } };
export const Examining: Story = { name: 'While a case is examined', play: examined };
export const StewardOfAnother: Story = { name: 'Of a steward of IT help', parameters: { viewer: viewers.steward } };
export const Nothing: Story = { name: 'Nothing to examine', parameters: { viewer: 'hannah.brierley' } };
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
