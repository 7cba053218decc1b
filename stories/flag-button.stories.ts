import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { subjectKinds } from '@parvis/contracts/tables';
import '../packages/elements/src/flag-button/define.ts';
import { comment, post } from './support/demo.ts';
import { type Act, type StoryParameters, viewers } from './support/story.ts';

type Arguments = { kind: string; for: string; url: string };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Elements/Flag button',
  component: 'parvis-flag-button',
  argTypes: { kind: { control: 'select', options: subjectKinds } },
  args: { kind: 'post', for: post('pau-11'), url: '' },
  render: ({ kind, for: subject, url }) =>
    html`<parvis-flag-button kind=${kind} for=${subject} url=${url}></parvis-flag-button>`,
};
export default meta;

/** Flags under the first article of the charter. */
const flag = async (act: Act, who: string, kind: string, id: string): Promise<void> => {
  const { articles } = (await act(who, 'GET', '/v1/charter')) as { articles: { id: string }[] };
  await act(who, 'POST', '/v1/flags', { subject: { kind, id }, article: articles[0]!.id, note: 'No source is named.' });
};

export const Playground: Story = {};
export const Comment: Story = { args: { kind: 'comment', for: comment('it-17-c2') } };
export const Person: Story = { args: { kind: 'person', for: 'liam.prescott' } };
export const Page: Story = { name: 'A page of the intranet', args: { kind: 'page', for: '' } };
export const Received: Story = {
  args: { for: post('pau-15') },
  parameters: {
    viewer: 'siobhan.oconnor',
    before: (act: Act) => flag(act, 'siobhan.oconnor', 'post', post('pau-15')),
  },
};
export const OwnThing: Story = {
  name: 'One’s own: not possible, and why',
  args: { for: post('it-29') },
  parameters: { viewer: 'basile' },
};
export const NotConfigured: Story = {
  name: 'A page that is not configured: not possible, and why',
  args: { kind: 'page', for: '', url: 'https://elsewhere.example/page' },
};
export const Offline: Story = { parameters: { fault: 'offline' } };
export const AsSupplier: Story = { args: { kind: 'page', for: '' }, parameters: { viewer: viewers.supplier } };
