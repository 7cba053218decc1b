import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/discussion/define.ts';
import { type Act, type StoryParameters, viewers } from './support/story.ts';

type Arguments = { for: string; params: string; pageTitle: string };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const page = (name: string) => `${location.origin}/canteen/${name}`;
const say = (act: Act, address: string, by: string, text: string) =>
  act(by, 'POST', '/v1/discussions', { address, title: 'The new canteen', text }) as Promise<{
    id: string;
    post: string;
  }>;

const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Discussion',
  component: 'parvis-discussion',
  args: { for: page('talked-of'), params: '', pageTitle: 'The new canteen' },
  parameters: {
    viewer: viewers.steward,
    before: async (act: Act) => {
      const { id, post } = await say(
        act,
        page('talked-of'),
        viewers.employee,
        'La soupe était bonne, la file *moins*.',
      );
      await act(viewers.moderator, 'POST', `/v1/posts/${post}/comments`, {
        text: 'A second till opens on Monday.',
        parent: id,
      });
      await say(act, page('talked-of'), viewers.admin, 'Is there anything without meat on Fridays?');
      await act(viewers.steward, 'PUT', `/v1/comments/${id}/reactions/like`);
    },
  } satisfies StoryParameters,
  render: ({ for: target, params, pageTitle }) =>
    html`<parvis-discussion for=${target} params=${params} page-title=${pageTitle}></parvis-discussion>`,
};
export default meta;

export const Playground: Story = {};
export const Empty: Story = { name: 'Nobody has commented yet', args: { for: page('quiet') } };
const close: StoryParameters['before'] = async (act) => {
  await say(act, page('closed'), viewers.employee, 'La réponse est donnée, merci à tous.');
  await act(viewers.moderator, 'PUT', '/v1/discussions/lock', { address: page('closed'), locked: true });
};
export const Closed: Story = {
  name: 'A page whose comments are closed',
  args: { for: page('closed') },
  parameters: { viewer: viewers.steward, before: close },
};
export const ClosedByModerator: Story = {
  name: 'The same, for whoever can open it again',
  args: { for: page('closed') },
  parameters: { viewer: viewers.moderator, before: close },
};
export const NotConfigured: Story = {
  name: 'A page that is not configured, or not for the reader',
  args: { for: 'https://elsewhere.example/' },
};
export const AsClient: Story = {
  name: 'A client sees what is not configured for them',
  parameters: { viewer: viewers.client },
};
export const Loading: Story = { parameters: { fault: 'slow' } };
export const Offline: Story = { parameters: { fault: 'offline' } };
export const Narrow: Story = {
  name: 'In a column of 240 px',
  render: ({ for: target }) =>
    html`<div style="inline-size: 240px"><parvis-discussion for=${target}></parvis-discussion></div>`,
};
