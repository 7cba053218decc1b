import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { feedScopes, postKinds } from '@parvis/contracts/tables';
import '../packages/elements/src/feed/define.ts';
import { person, post } from './support/demo.ts';
import { type StoryParameters, viewers } from './support/story.ts';

type Arguments = { scope: string; for: string; kind: string; post: string; withComposer: boolean };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Elements/Feed',
  component: 'parvis-feed',
  argTypes: {
    scope: { control: 'select', options: feedScopes },
    kind: { control: 'select', options: ['', ...postKinds] },
  },
  args: { scope: 'home', for: '', kind: '', post: '', withComposer: false },
  render: ({ scope, for: target, kind, post, withComposer }) =>
    html`<parvis-feed
      scope=${scope}
      for=${target}
      kind=${kind}
      post=${post}
      ?with-composer=${withComposer}
    ></parvis-feed>`,
};
export default meta;

export const Playground: Story = {};
export const Home: Story = { args: { withComposer: true } };
export const Community: Story = { args: { scope: 'community', for: 'it-help', withComposer: true } };
export const CommunityNotJoined: Story = {
  name: 'Community that the reader did not join',
  args: { scope: 'community', for: 'it-help', withComposer: true },
  parameters: { viewer: viewers.employee },
};
export const OnePerson: Story = { args: { scope: 'person', for: person('siobhan.oconnor') } };
export const Tag: Story = { args: { scope: 'tag', for: 'astreinte' } };
export const Questions: Story = { args: { scope: 'community', for: 'it-help', kind: 'question' } };
export const OnePost: Story = {
  name: 'Deep link to one post',
  args: { scope: 'community', for: 'it-help', post: post('it-03') },
};
export const AsSupplier: Story = {
  name: 'As a supplier reads it',
  args: { scope: 'community', for: 'haut-doubs', withComposer: true },
  parameters: { viewer: viewers.supplier },
};
export const AsClient: Story = {
  name: 'As a client reads it',
  args: { scope: 'community', for: 'haut-doubs', withComposer: true },
  parameters: { viewer: viewers.client },
};
export const Empty: Story = { args: { scope: 'tag', for: 'nobody-ever-wrote-about-this' } };
export const NotThere: Story = {
  name: 'A community that does not exist',
  args: { scope: 'community', for: 'not-there' },
};
export const Loading: Story = { parameters: { fault: 'slow' } };
export const Offline: Story = { parameters: { fault: 'offline' } };
export const SignedOut: Story = { parameters: { fault: 'unauthenticated' } };
export const ServerBroken: Story = { parameters: { fault: 'broken' } };
export const GarbageAnswered: Story = { name: 'Something else than the API answers', parameters: { fault: 'garbage' } };
export const Narrow: Story = {
  name: 'In a column of 240 px',
  render: () =>
    html`<div style="inline-size: 240px">
      <parvis-feed scope="community" for="it-help" with-composer></parvis-feed>
    </div>`,
};
export const RightToLeft: Story = {
  render: () => html`<div dir="rtl"><parvis-feed scope="community" for="it-help"></parvis-feed></div>`,
};
