import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { feedScopes, postKinds } from '@parvis/contracts/tables';
import '../packages/elements/src/composer/define.ts';
import '../packages/elements/src/feed/define.ts';
import { person, post } from './support/demo.ts';
import { inside } from './support/play.ts';
import { type Act, type StoryParameters, viewers } from './support/story.ts';

type Arguments = {
  scope: string;
  for: string;
  kind: string;
  post: string;
  unanswered: boolean;
  unread: boolean;
  search: string;
  withComposer: boolean;
  withFilters: boolean;
};
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Feed',
  component: 'parvis-feed',
  argTypes: {
    scope: { control: 'select', options: feedScopes },
    kind: { control: 'select', options: ['', ...postKinds] },
  },
  args: {
    scope: 'home',
    for: '',
    kind: '',
    post: '',
    unanswered: false,
    unread: false,
    search: '',
    withComposer: false,
    withFilters: false,
  },
  render: ({ scope, for: target, kind, post, unanswered, unread, search, withComposer, withFilters }) =>
    html`<parvis-feed
      scope=${scope}
      for=${target}
      kind=${kind}
      post=${post}
      search=${search}
      ?unanswered=${unanswered}
      ?unread=${unread}
      ?with-composer=${withComposer}
      ?with-filters=${withFilters}
    ></parvis-feed>`,
};
export default meta;

/** Opens the filters. */
const opened: Story['play'] = async ({ canvasElement }) => {
  const find = inside(canvasElement, 'parvis-feed');
  (await find('.tools button')).click();
  await find('.panel');
};

type Page = { items: { id: string; createdAt: string }[] };
/** Somebody was here, and wants to hear of some things and not of others. */
const visit = (who: string) => async (act: Act) => {
  const { items } = (await act(who, 'GET', '/v1/posts?scope=community&for=it-help')) as Page;
  await act(who, 'PUT', '/v1/me/markers/it-help', { at: items[3]!.createdAt });
  for (const { id } of items.slice(4, 7)) await act(who, 'PUT', `/v1/posts/${id}/bookmark`);
  await act(who, 'PUT', `/v1/posts/${items[1]!.id}/follow`);
  await act(viewers.steward, 'POST', `/v1/posts/${items[1]!.id}/comments`, { text: 'Here is what we found.' });
  await act(who, 'PUT', '/v1/people/liam.prescott/follow');
  await act(who, 'PUT', '/v1/tags/astreinte/follow');
  const until = new Date(Date.now() + 20 * 3_600_000).toISOString();
  await act(who, 'PUT', `/v1/posts/${items[2]!.id}/mute`, { until });
  await act(who, 'PUT', '/v1/communities/la-pause/mute', { until });
};
const employeeVisited = visit(viewers.employee);

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
export const SinceTheLastVisit: Story = {
  name: 'What is new since the last visit',
  args: { scope: 'community', for: 'it-help', withFilters: true },
  parameters: { viewer: viewers.steward, before: visit(viewers.steward) },
};
export const NewsOfFollowedPosts: Story = {
  name: 'Home, with news of followed posts',
  args: { withFilters: true },
  parameters: { viewer: viewers.employee, before: employeeVisited },
};
export const FiltersOpened: Story = {
  name: 'Filters, what one follows and mutes',
  args: { withFilters: true },
  parameters: { viewer: viewers.employee, before: employeeVisited },
  play: opened,
};
export const FiltersNarrow: Story = {
  name: 'Filters in a column of 240 px',
  render: () =>
    html`<div style="inline-size: 240px">
      <parvis-feed scope="community" for="it-help" with-filters></parvis-feed>
    </div>`,
  play: opened,
};
export const Unanswered: Story = { args: { scope: 'community', for: 'it-help', unanswered: true, withFilters: true } };
export const Found: Story = {
  name: 'What a search found',
  args: { scope: 'community', for: 'it-help', search: 'imprimante', withFilters: true },
};
export const NothingFound: Story = {
  args: { scope: 'community', for: 'it-help', search: 'okapi', withFilters: true },
};
export const Bookmarks: Story = {
  args: { scope: 'bookmarks' },
  parameters: { viewer: viewers.employee, before: employeeVisited },
};
export const NoBookmarks: Story = { args: { scope: 'bookmarks' }, parameters: { viewer: viewers.supplier } };
export const Everyone: Story = { args: { scope: 'everyone' } };
export const Mine: Story = { args: { scope: 'mine' } };
export const DraftsKept: Story = {
  name: 'Drafts, with one that is kept on this device',
  args: { scope: 'drafts' },
  parameters: { viewer: viewers.client },
  render: () => html`<parvis-composer></parvis-composer>`,
  play: async ({ canvasElement }) => {
    const text = (await inside(canvasElement, 'parvis-composer')('#text')) as HTMLTextAreaElement;
    text.value = 'Le groupe 2 redémarre tout seul après chaque coupure. Est-ce voulu, ou';
    text.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    const feed = document.createElement('parvis-feed');
    feed.scope = 'drafts';
    canvasElement.querySelector('parvis-composer')!.replaceWith(feed);
    await inside(canvasElement, 'parvis-feed')('.drafts li');
  },
};
export const Scheduled: Story = {
  name: 'Drafts, with a post that is published tomorrow',
  args: { scope: 'drafts' },
  parameters: {
    viewer: viewers.steward,
    before: async (act) => {
      await act(viewers.steward, 'POST', '/v1/posts', {
        text: 'Coupure de la messagerie samedi de 7 h à 9 h, le temps de changer les certificats.',
        audience: { community: null },
        scheduledFor: new Date(Date.now() + 24 * 60 * 60_000).toISOString(),
      });
    },
  },
};
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
