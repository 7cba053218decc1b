import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/communities/define.ts';
import { community } from './support/demo.ts';
import { inside } from './support/play.ts';
import { type StoryParameters, viewers } from './support/story.ts';

type Arguments = { communityUrl: string };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Communities',
  component: 'parvis-communities',
  args: { communityUrl: '#{slug}' },
  render: ({ communityUrl }) => html`<parvis-communities community-url=${communityUrl}></parvis-communities>`,
};
export default meta;

export const Playground: Story = {};
export const AsSteward: Story = { parameters: { viewer: viewers.steward } };
export const AsSupplier: Story = { parameters: { viewer: viewers.supplier } };
export const Invited: Story = {
  name: 'Invited to a secret community, and in some',
  parameters: { viewer: viewers.employee },
};
export const Detail: Story = {
  name: 'One community as a whole: its stewards’ desk, with a request that waits',
  parameters: { viewer: 'bertrand.keriven' },
  play: async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-communities');
    (await find(`[data-id="${community('field-service')}"] .details`)).click();
    await find('[data-request]');
  },
};
export const Inviting: Story = {
  name: 'Inviting: whom, while their name is being written',
  parameters: { viewer: 'bertrand.keriven' },
  play: async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-communities');
    (await find(`[data-id="${community('field-service')}"] .details`)).click();
    const field = (await find('#invited')) as HTMLInputElement;
    field.focus();
    field.value = 'cam';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await find('[role="option"]');
  },
};
export const Founding: Story = {
  name: 'Founding a community',
  parameters: { viewer: viewers.admin },
  play: async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-communities');
    (await find('.found')).click();
    await find('#place-name');
  },
};
export const FoundingUnfinished: Story = {
  name: 'Founding one without having said its name',
  parameters: { viewer: viewers.admin },
  play: async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-communities');
    (await find('.found')).click();
    (await find('.form-end .primary')).click();
    await find('[aria-invalid="true"]');
  },
};
export const Loading: Story = { parameters: { fault: 'slow' } };
export const Offline: Story = { parameters: { fault: 'offline' } };
export const Narrow: Story = {
  name: 'In a column of 240 px',
  render: () => html`<div style="inline-size: 240px"><parvis-communities></parvis-communities></div>`,
};
