import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/post/define.ts';
import { post } from './support/demo.ts';
import { inside } from './support/play.ts';
import { type StoryParameters, viewers } from './support/story.ts';

type Arguments = { post: string; withComments: boolean };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Post',
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
  args: { post: post('hdb-01'), withComments: true },
  parameters: { viewer: 'nicolas.ferrand' },
};
export const Pinned: Story = {
  name: 'Pinned, as a steward who may unpin it sees it',
  args: { post: post('hse-17') },
  parameters: { viewer: 'sandrine.legoff' },
};
/** Chooses something in the menu of the post. */
const chosen =
  (entry: string, until: string): Story['play'] =>
  async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-post');
    (await find('[data-act="menu"]')).click();
    (await find(`.menu:popover-open [data-menu="${entry}"]`)).click();
    await find(until);
  };
export const Menu: Story = {
  name: 'What its author may do with it',
  args: { post: post('pau-14') },
  parameters: { viewer: viewers.steward },
  play: async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-post');
    (await find('[data-act="menu"]')).click();
    await find('.menu:popover-open');
  },
};
export const EarlierVersions: Story = {
  name: 'What it said before',
  args: { post: post('pau-02') },
  parameters: {
    before: async (act) => {
      const path = `/v1/posts/${post('pau-02')}`;
      const { source, revisions } = (await act('yannick.morel', 'GET', path)) as { source: string; revisions: number };
      if (revisions === 0)
        await act('yannick.morel', 'PATCH', path, { text: source.replace('deux mains', 'deux mains et un chiffon') });
    },
  },
  play: async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-post');
    (await find('[data-act="history"]')).click();
    await find('dialog.care[open] ins');
  },
};
export const Editing: Story = {
  name: 'While its author edits it',
  args: { post: post('pau-14') },
  parameters: { viewer: viewers.steward },
  play: chosen('edit', '.edit textarea'),
};
export const Moving: Story = {
  name: 'Moving it to another community',
  args: { post: post('pau-14') },
  parameters: { viewer: viewers.steward },
  play: chosen('move', 'dialog.care[open] select'),
};
export const Muting: Story = {
  name: 'Muting it: for how long',
  args: { post: post('pau-14') },
  play: chosen('mute-post', '.menu [data-menu="hour"]'),
};
export const Muted: Story = {
  name: 'Muted, with the way back',
  args: { post: post('pau-13') },
  parameters: {
    viewer: viewers.employee,
    before: async (act) => {
      const until = new Date(Date.now() + 20 * 3_600_000).toISOString();
      await act(viewers.employee, 'PUT', `/v1/posts/${post('pau-13')}/mute`, { until });
    },
  },
};
export const CommentsClosed: Story = {
  name: 'With its comments closed',
  args: { post: post('pau-12'), withComments: true },
  parameters: {
    viewer: viewers.employee,
    before: async (act) => void (await act(viewers.moderator, 'PUT', `/v1/posts/${post('pau-12')}/lock`)),
  },
};
export const SharingAgain: Story = {
  name: 'While somebody shares it again',
  args: { post: post('pau-14') },
  parameters: { viewer: viewers.steward },
  play: chosen('reshare', '.share parvis-composer'),
};
export const LinkToUs: Story = {
  name: 'A link, with what it means for us',
  args: { post: post('wel-10') },
};
export const Deleting: Story = {
  name: 'Deleting it, asked once more',
  args: { post: post('pau-14') },
  parameters: { viewer: viewers.steward },
  play: chosen('delete', 'dialog[open]'),
};
export const NotThere: Story = { name: 'Not there, or not for the viewer', args: { post: post('no-such-post') } };
export const Loading: Story = { parameters: { fault: 'slow' } };
export const Offline: Story = { parameters: { fault: 'offline' } };
export const ByModerator: Story = { name: 'As a moderator sees it', parameters: { viewer: viewers.moderator } };

export const OpenPoll: Story = {
  name: 'An open poll, to answer',
  args: { post: post('pau-17') },
  parameters: { viewer: viewers.employee },
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
export const IdeaMoving: Story = {
  name: 'An idea, while its steward says where it stands',
  args: { post: post('hse-17') },
  parameters: { viewer: 'owen.griffiths' },
  play: async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-post');
    (await find('.of-kind .move')).click();
    await find('.of-kind textarea');
  },
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
