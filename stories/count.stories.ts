import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/count/define.ts';
import { type Act, type StoryParameters, viewers } from './support/story.ts';

type Arguments = { for: string; href: string };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const page = (name: string) => `${location.origin}/counted/${name}`;

const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Count',
  component: 'parvis-count',
  args: { for: page('talked-of'), href: '' },
  parameters: {
    viewer: viewers.steward,
    before: async (act: Act) => {
      for (const text of ['La soupe était bonne.', 'It was.'])
        await act(viewers.employee, 'POST', '/v1/discussions', {
          address: page('talked-of'),
          title: 'The new canteen',
          text,
        });
    },
  } satisfies StoryParameters,
  render: ({ for: target, href }) => html`<parvis-count for=${target} href=${href}></parvis-count>`,
};
export default meta;

export const Playground: Story = {};
export const Link: Story = { args: { href: '#comments' } };
export const None: Story = { name: 'Nobody has commented: nothing is said', args: { for: page('quiet') } };
export const SaidOfNone: Story = {
  name: 'What the page says of none',
  render: () => html`<parvis-count for=${page('quiet')}><span slot="zero">Be the first</span></parvis-count>`,
};
export const Many: Story = {
  name: 'Many, which ask together',
  render: () =>
    html`<ul>
      ${['talked-of', 'quiet', 'talked-of?utm_source=mail'].map(
        (name) => html`<li>${name}: <parvis-count for=${page(name)}></parvis-count></li>`,
      )}
    </ul>`,
};
export const Offline: Story = { name: 'Offline: nothing is said', parameters: { fault: 'offline' } };
