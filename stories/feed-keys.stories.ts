import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { readableScopes } from '@parvis/contracts/tables';
import { html } from 'lit';
import '../packages/elements/src/feed-keys/define.ts';
import { type Act, type StoryParameters, viewers } from './support/story.ts';

type Arguments = { scope: string; for: string };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

/** Opens the panel, as a press does. */
const open: Story['play'] = async ({ canvasElement }) => {
  const element = canvasElement.querySelector('parvis-feed-keys')!;
  await element.updateComplete;
  element.shadowRoot!.querySelector<HTMLElement>('.open')?.click();
};

const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Feed keys',
  component: 'parvis-feed-keys',
  argTypes: { scope: { control: 'select', options: readableScopes } },
  args: { scope: 'community', for: 'it-help' },
  parameters: { viewer: viewers.steward } satisfies StoryParameters,
  render: ({ scope, for: target }) => html`<parvis-feed-keys scope=${scope} for=${target}></parvis-feed-keys>`,
};
export default meta;

export const Playground: Story = {};
export const None: Story = { name: 'Without a key', play: open };
export const Some: Story = {
  name: 'With keys',
  parameters: {
    viewer: viewers.moderator,
    before: async (act: Act) => {
      for (const name of ['Thunderbird', 'Outlook at the office'])
        await act(viewers.moderator, 'POST', '/v1/me/feed-keys', { name, days: 365 });
    },
  },
  play: open,
};
export const Loading: Story = { parameters: { fault: 'slow' }, play: open };
export const Offline: Story = { parameters: { fault: 'offline' }, play: open };
