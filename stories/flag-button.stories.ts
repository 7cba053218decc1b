import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { subjectKinds } from '@parvis/contracts/tables';
import '../packages/elements/src/flag-button/define.ts';
import { comment, community, person, post } from './support/demo.ts';
import { inside } from './support/play.ts';
import { type StoryParameters, viewers } from './support/story.ts';

type Arguments = { kind: (typeof subjectKinds)[number]; for: string; url: string };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Flag button',
  component: 'parvis-flag-button',
  argTypes: { kind: { options: subjectKinds, control: 'select' } },
  args: { kind: 'post', for: post('pau-11'), url: '' },
  render: ({ kind, for: target, url }) =>
    html`<parvis-flag-button kind=${kind} for=${target} url=${url}></parvis-flag-button>`,
};
export default meta;

/** What the button opens is the larger half of it. */
const opened: Story['play'] = async ({ canvasElement }) => {
  const find = inside(canvasElement, 'parvis-flag-button');
  (await find('.open')).click();
  await find('.reason, .steps, .inside > p, .state');
};

export const Playground: Story = {};
export const Form: Story = { name: 'Opened', play: opened };
export const Comment: Story = { args: { kind: 'comment', for: comment('pau-11-c1') }, play: opened };
export const Person: Story = { args: { kind: 'person', for: person('m.dubois') }, play: opened };
export const Page: Story = { name: 'The page it stands on', args: { kind: 'page', for: '' } };
export const Flagged: Story = {
  name: 'Flagged by the viewer',
  args: { for: post('pau-15') },
  parameters: { viewer: 'siobhan.oconnor' },
};
export const Receipt: Story = {
  args: { for: post('pau-15') },
  parameters: { viewer: 'siobhan.oconnor' },
  play: opened,
};
/** As illegal: which law, and why. */
export const Illegal: Story = {
  name: 'Against the law',
  play: async (context) => {
    await opened(context);
    const find = inside(context.canvasElement, 'parvis-flag-button');
    (await find('[value="illegal"]')).click();
    await find('#law');
    (await find('form .primary')).click();
    await find('#no-note');
  },
};
type Filed = { items: { id: string; copy: { id: string } }[] };
export const IllegalDecided: Story = {
  name: 'Against the law: decided, with grounds and what else can be done',
  args: { for: post('pau-10') },
  parameters: {
    viewer: 'siobhan.oconnor',
    before: async (act) => {
      const subject = { kind: 'post', id: post('pau-10') };
      const illegal = { law: 'GDPR, article 9' };
      await act('siobhan.oconnor', 'POST', '/v1/flags', {
        ...{ subject, article: 'illegal', note: 'It tells of a colleague’s illness.', illegal },
      });
      const { items } = (await act('elodie.vasseur', 'GET', '/v1/cases?limit=100')) as Filed;
      const found = items.find(({ copy }) => copy.id === subject.id)!;
      await act('elodie.vasseur', 'PUT', `/v1/cases/${found.id}/decision`, {
        ...{ decision: 'remove', article: null, ...illegal },
        publicNote: 'A diagnosis may not be told here, whoever tells it.',
      });
    },
  },
  play: opened,
};
export const Moved: Story = {
  name: 'Decided: moved to another community',
  args: { for: post('pau-03') },
  parameters: {
    viewer: 'siobhan.oconnor',
    before: async (act) => {
      const subject = { kind: 'post', id: post('pau-03') };
      const { articles } = (await act('siobhan.oconnor', 'GET', '/v1/charter')) as { articles: { id: string }[] };
      const article = articles[0]!.id;
      await act('siobhan.oconnor', 'POST', '/v1/flags', { subject, article, note: 'This is for IT help.' });
      const { items } = (await act('elodie.vasseur', 'GET', '/v1/cases?limit=100')) as Filed;
      const found = items.find(({ copy }) => copy.id === subject.id)!;
      await act('elodie.vasseur', 'PUT', `/v1/cases/${found.id}/decision`, {
        ...{ decision: 'move', article, community: community('it-help') },
        publicNote: 'Those who can answer it read there.',
      });
    },
  },
  play: opened,
};
export const Own: Story = {
  name: 'Nothing to flag: one’s own',
  args: { for: post('pau-11') },
  parameters: { viewer: 'lewis.dunne' },
};
export const NotConfigured: Story = {
  name: 'Nothing to flag: a page of elsewhere',
  args: { kind: 'page', for: '', url: 'https://elsewhere.example/' },
};
export const NotVisible: Story = {
  name: 'Nothing to flag: not visible to the viewer',
  parameters: { viewer: viewers.supplier },
};
export const SignedOut: Story = {
  name: 'Nothing to flag: signed out',
  parameters: { fault: 'unauthenticated' },
  play: async ({ canvasElement }) => void (await inside(canvasElement, 'parvis-flag-button')('.why')),
};
export const Loading: Story = { parameters: { fault: 'slow' } };
export const Offline: Story = { parameters: { fault: 'offline' } };
export const InText: Story = {
  name: 'In a line of text',
  render: () =>
    html`<p>
      Something wrong with this page? <parvis-flag-button kind="page"></parvis-flag-button> Somebody looks at it.
    </p>`,
};
export const RightToLeft: Story = {
  render: () => html`<div dir="rtl"><parvis-flag-button kind="post" for=${post('pau-11')}></parvis-flag-button></div>`,
  play: opened,
};
