import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/moderation/define.ts';
import { post } from './support/demo.ts';
import { type Act, type StoryParameters, viewers } from './support/story.ts';

type Story = StoryObj & { parameters?: StoryParameters };

const meta: Meta = {
  title: 'Elements/Moderation',
  component: 'parvis-moderation',
  parameters: { viewer: viewers.moderator },
  render: () => html`<parvis-moderation></parvis-moderation>`,
};
export default meta;

/** Two people flag one post, one of them another. */
const flags = async (act: Act): Promise<void> => {
  const { articles } = (await act('siobhan.oconnor', 'GET', '/v1/charter')) as { articles: { id: string }[] };
  const flag = (who: string, id: string, article: number, note: string) =>
    act(who, 'POST', '/v1/flags', { subject: { kind: 'post', id }, article: articles[article]!.id, note });
  await flag('siobhan.oconnor', post('pau-11'), 3, 'No source is named.');
  await flag('karim.benali', post('pau-11'), 3, '');
  await flag('karim.benali', post('pau-15'), 1, 'This is about somebody who reads it.');
};

export const Queue: Story = { parameters: { viewer: viewers.moderator, before: flags } };
export const NothingToExamine: Story = { parameters: { viewer: 'nicolas.ferrand' } };
export const Loading: Story = { parameters: { viewer: viewers.moderator, fault: 'slow' } };
export const Offline: Story = { parameters: { viewer: viewers.moderator, fault: 'offline' } };
export const Narrow: Story = {
  name: 'In a column of 240 px',
  parameters: { viewer: viewers.moderator, before: flags },
  render: () => html`<div style="inline-size: 240px"><parvis-moderation></parvis-moderation></div>`,
};
