import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { writablePostKinds } from '@parvis/contracts/tables';
import '../packages/elements/src/composer/define.ts';
import { inside } from './support/play.ts';
import { type StoryParameters, viewers } from './support/story.ts';

type Arguments = { community: string; kind: string; heading: string; text: string };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Composer',
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
export const AskingToJoin: Story = {
  name: 'Where members alone write, and one may ask to become one',
  args: { community: 'sap' },
  parameters: { viewer: viewers.steward },
  play: async ({ canvasElement }) => void (await inside(canvasElement, 'parvis-composer')('button.outlined')),
};
export const Offline: Story = { parameters: { fault: 'offline' } };
export const Refused: Story = {
  name: 'Publishing is refused',
  args: { text: 'Press Publish.' },
  parameters: { fault: 'refused' },
};
export const Hurried: Story = {
  name: 'Published a moment ago: wait',
  args: { text: 'Press Publish: the text stays, and can be published four seconds later.' },
  parameters: { fault: 'hurried' },
};

const written = `## What changed

Thanks to @claire.martin the *torque wrench* works again. See [the manual](https://example.com/manual), and \`E3\`:

- hold **both** keys
- wait for the #calibration
`;

/** Focus the text for the toolbar; type `@` and a name, or `#` and the beginning of a tag; press Preview. */
export const WithTools: Story = {
  name: 'Toolbar, preview, mentions and tags',
  args: { text: written },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('parvis-composer')!;
    for (let turn = 0; turn < 200 && !element.shadowRoot?.querySelector('#text'); turn++)
      await new Promise(requestAnimationFrame);
    element.shadowRoot?.querySelector<HTMLElement>('#text')?.focus();
  },
};
export const NearTheEnd: Story = {
  name: 'Nearly as long as a post may be',
  args: { text: 'Many words. '.repeat(1_660) },
  play: WithTools.play!,
};
export const TooLong: Story = {
  name: 'Longer than a post may be',
  args: { text: 'Many words. '.repeat(1_680) },
  play: WithTools.play!,
};
