import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/post/define.ts';
import { post } from './support/demo.ts';
import { type StoryParameters, viewers } from './support/story.ts';

type Arguments = { post: string; withComments: boolean };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Elements/Post',
  component: 'parvis-post',
  args: { post: post('it-03'), withComments: false },
  render: ({ post, withComments }) => html`<parvis-post post=${post} ?with-comments=${withComments}></parvis-post>`,
};
export default meta;

export const Playground: Story = {};
export const WithComments: Story = { args: { withComments: true } };
export const OwnQuestion: Story = {
  name: 'One’s own question, to accept an answer',
  args: { post: post('it-29'), withComments: true },
  parameters: { viewer: 'basile' },
};
export const SharedWithPartners: Story = {
  name: 'With a client and suppliers among its readers',
  args: { post: post('hd-01'), withComments: true },
  parameters: { viewer: 'nicolas.ferrand' },
};
export const NotThere: Story = { name: 'Not there, or not for the viewer', args: { post: post('no-such-post') } };
export const Loading: Story = { parameters: { fault: 'slow' } };
export const Offline: Story = { parameters: { fault: 'offline' } };
export const ByModerator: Story = { name: 'As a moderator sees it', parameters: { viewer: viewers.moderator } };
