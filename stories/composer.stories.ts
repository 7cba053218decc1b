import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { writablePostKinds } from '@parvis/contracts/tables';
import '../packages/elements/src/composer/define.ts';
import { type StoryParameters, viewers } from './support/story.ts';

type Arguments = { community: string; kind: string; heading: string; text: string };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Elements/Composer',
  component: 'parvis-composer',
  argTypes: { kind: { control: 'select', options: writablePostKinds } },
  args: { community: '', kind: 'update', heading: '', text: '' },
  render: ({ community, kind, heading, text }) =>
    html`<parvis-composer community=${community} kind=${kind} heading=${heading} text=${text}></parvis-composer>`,
};
export default meta;

export const Playground: Story = {};
export const Question: Story = { args: { kind: 'question' } };
export const Link: Story = { args: { kind: 'link' } };
export const Prefilled: Story = {
  args: {
    kind: 'question',
    heading: 'Who knows the new torque wrench?',
    text: 'The display says **E3** and nothing else.',
  },
};
export const PartnersAmongTheReaders: Story = {
  name: 'A client and suppliers among the readers',
  args: { community: 'haut-doubs' },
  parameters: { viewer: 'nicolas.ferrand' },
};
export const AsSupplier: Story = {
  name: 'As a supplier writes',
  args: { community: 'haut-doubs' },
  parameters: { viewer: viewers.supplier },
};
export const NotAMember: Story = { name: 'Where the viewer may not write', args: { community: 'it-help' } };
export const Offline: Story = { parameters: { fault: 'offline' } };
export const Refused: Story = {
  name: 'Publishing is refused',
  args: { text: 'Press Publish.' },
  parameters: { fault: 'refused' },
};
