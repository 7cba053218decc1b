import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/composer/define.ts';
import { accept, another } from './support/charter.ts';
import { community } from './support/demo.ts';
import { inside, over } from './support/play.ts';
import type { Act, StoryParameters } from './support/story.ts';

type Arguments = { community: string; text: string };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

/** A text that cannot be sent as it is, or not yet: what stands in the way is settled in place, and nothing is lost. */
const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Before publishing',
  component: 'parvis-composer',
  args: { community: 'hse', text: '' },
  render: ({ community, text }) => html`<parvis-composer community=${community} text=${text}></parvis-composer>`,
};
export default meta;

const publish: Story['play'] = async ({ canvasElement }) => {
  const find = inside(canvasElement, 'parvis-composer');
  await find('#text');
  (await find('[part="publish"]')).click();
};
/** What a write is interrupted by stands in a root of its own, over the composer. */
const interrupted: Story['play'] = async (context) => {
  await publish(context);
  await over(context.canvasElement, 'parvis-composer')('dialog[open] .end button');
};

const steward = 'owen.griffiths';
type Set = Record<'tag' | 'words' | 'newcomers' | 'everything' | 'external', unknown>;
type Filed = { items: { id: string; copy: { id: string } }[] };

/** What the stewards of the community look at before it is published. */
const screen = async (act: Act, steward: string, where: string, words: object): Promise<void> => {
  const path = `/v1/communities/${community(where)}/screening`;
  const { tag, newcomers, everything, external } = (await act(steward, 'GET', path)) as Set;
  await act(steward, 'PUT', path, { tag, words, newcomers, everything, external, people: [] });
};

/** Somebody’s post was flagged, and this was decided about its author. */
const decided = (author: string, decision: object) => async (act: Act) => {
  await accept(act, author, 'siobhan.oconnor');
  const { articles } = (await act(author, 'GET', '/v1/charter')) as { articles: { id: string }[] };
  const article = articles[1]!.id;
  const written = {
    text: 'Whoever stacked those pallets cannot count to three.',
    audience: { community: community('hse') },
  };
  const { id } = (await act(author, 'POST', '/v1/posts', written)) as { id: string };
  await act('siobhan.oconnor', 'POST', '/v1/flags', { subject: { kind: 'post', id }, article });
  const { items } = (await act(steward, 'GET', '/v1/cases?limit=100')) as Filed;
  const found = items.find(({ copy }) => copy.id === id)!;
  await act(steward, 'PUT', `/v1/cases/${found.id}/decision`, {
    ...{ article, publicNote: 'Say what is wrong with the pallets, not with those who stack them.' },
    ...decision,
  });
};

export const Charter: Story = {
  name: 'The charter is to be accepted first',
  args: { text: 'Press Publish: the charter opens, and this text is sent once it is accepted.' },
  parameters: { viewer: 'bea.nolan', before: another },
  play: interrupted,
};
export const Rephrase: Story = {
  name: 'Would you rephrase?',
  args: { text: 'I need the audit list ASAP.' },
  parameters: {
    viewer: 'karim.benali',
    before: async (act) => {
      await accept(act, 'karim.benali');
      await screen(act, steward, 'hse', { refuse: ['idiot', 'imbécile'], hold: [], nudge: ['asap', 'urgent'] });
    },
  },
  play: interrupted,
};
export const RefusedWords: Story = {
  name: 'Words that are not published',
  args: { text: 'Only an idiot leaves a pallet there.' },
  parameters: { viewer: 'karim.benali', before: Rephrase.parameters!.before! },
  play: interrupted,
};
export const Warned: Story = {
  name: 'A warning is to be read first',
  args: { text: 'The pallets are counted now: 34.' },
  parameters: { viewer: 'lewis.dunne', before: decided('lewis.dunne', { decision: 'warn' }) },
  play: interrupted,
};
export const Suspended: Story = {
  name: 'Suspended for now',
  args: { text: 'The pallets are counted again: 34.' },
  parameters: { viewer: 'claire.martin', before: decided('claire.martin', { decision: 'suspend', hours: 24 }) },
  play: interrupted,
};
export const Waits: Story = {
  name: 'A steward reads it first',
  args: { community: 'la-pause', text: 'Does anybody car-pool from Pontarlier?' },
  parameters: {
    viewer: 'siobhan.oconnor',
    before: async (act) => {
      await accept(act, 'siobhan.oconnor');
      await screen(act, 'elodie.vasseur', 'la-pause', { refuse: [], hold: ['car-pool'], nudge: [] });
    },
  },
  play: async (context) => {
    await publish(context);
    const find = inside(context.canvasElement, 'parvis-composer');
    await find('.done:not(:empty)');
  },
};
