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
export const Pinned: Story = {
  name: 'Pinned, as a steward who may unpin it sees it',
  args: { post: post('hse-17') },
  parameters: { viewer: 'sandrine.legoff' },
};
export const NotThere: Story = { name: 'Not there, or not for the viewer', args: { post: post('no-such-post') } };
export const Loading: Story = { parameters: { fault: 'slow' } };
export const Offline: Story = { parameters: { fault: 'offline' } };
export const ByModerator: Story = { name: 'As a moderator sees it', parameters: { viewer: viewers.moderator } };

export const OpenPoll: Story = {
  name: 'An open poll, to answer',
  args: { post: post('pau-17') },
  parameters: { viewer: 'yannick.morel' },
};
export const PollAnswered: Story = {
  name: 'An open poll that one has answered',
  args: { post: post('pau-17') },
  parameters: { viewer: 'camille.roy' },
};
export const SecretPoll: Story = {
  name: 'A secret poll, which says before what becomes of an answer',
  args: { post: post('wel-17') },
  parameters: { viewer: 'lewis.dunne' },
};
export const IdeaPlanned: Story = {
  name: 'An idea that is planned, as its steward sees it',
  args: { post: post('hse-17') },
  parameters: { viewer: 'owen.griffiths' },
};
export const IdeaDeclined: Story = { name: 'An idea that was declined', args: { post: post('it-31') } };
export const Kudos: Story = {
  name: 'Kudos, for a skill',
  args: { post: post('wel-18') },
  parameters: { viewer: 'lewis.dunne' },
};
export const Announcement: Story = {
  name: 'An announcement, to acknowledge',
  args: { post: post('all-12') },
  parameters: { viewer: 'lewis.dunne' },
};
export const AnnouncementShare: Story = {
  name: 'An announcement, as its author sees it',
  args: { post: post('all-12') },
  parameters: { viewer: 'pauline.texier' },
};
export const SharedAgain: Story = {
  name: 'A post that shares another one',
  args: { post: post('pau-18') },
  parameters: { viewer: 'camille.roy' },
};
export const SharedAgainOutOfReach: Story = {
  name: 'The same, where the other post is not for the viewer',
  args: { post: post('sap-11') },
  parameters: { viewer: 'camille.roy' },
};
