import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/communities/define.ts';
import { accept } from './support/charter.ts';
import { community, person } from './support/demo.ts';
import { inside } from './support/play.ts';
import type { Act, StoryParameters } from './support/story.ts';

type Story = StoryObj & { parameters?: StoryParameters };

const steward = 'gaelle.perrin';
const path = `/v1/communities/${community('welding')}/screening`;

/** What stewards look at before it is published in their community. */
const meta: Meta = {
  title: 'Embed it/Elements/Before publishing: settings',
  component: 'parvis-communities',
  parameters: {
    viewer: steward,
    before: async (act: Act) => {
      await accept(act, steward);
      const { tag } = (await act(steward, 'GET', path)) as { tag: string };
      await act(steward, 'PUT', path, {
        ...{ tag, newcomers: 3, everything: false, people: [person('lewis.dunne')], external: false },
        words: { refuse: ['idiot', 'imbécile'], hold: ['accident', 'licenciement'], nudge: ['asap', 'urgent'] },
      });
    },
  } satisfies StoryParameters,
  render: () => html`<parvis-communities></parvis-communities>`,
};
export default meta;

const open = async (canvasElement: HTMLElement) => {
  const find = inside(canvasElement, 'parvis-communities');
  (await find(`[data-id="${community('welding')}"] .details`)).click();
  (await find('#screening-open')).click();
  await find('.screening');
  return find;
};

export const Playground: Story = { play: async ({ canvasElement }) => void (await open(canvasElement)) };
export const List: Story = {
  name: 'A list was read, some of its lines were not',
  play: async ({ canvasElement }) => {
    const find = await open(canvasElement);
    const files = new DataTransfer();
    files.items.add(new File(['word;action\nscab;refuse\nx;hold\nshambles;maybe\nrumour\n'], 'words.csv'));
    const input = (await find('#screen-file')) as HTMLInputElement;
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
    (await find('.lines .fault')).scrollIntoView({ block: 'center' });
  },
};
export const Wrong: Story = {
  name: 'A line that cannot be looked for',
  play: async ({ canvasElement }) => {
    const find = await open(canvasElement);
    const words = (await find('#screen-hold')) as HTMLTextAreaElement;
    words.value += '\n?';
    words.dispatchEvent(new InputEvent('input', { bubbles: true }));
    (await find('.screening .form-end .primary')).click();
    await find('[aria-invalid="true"]');
  },
};
export const Narrow: Story = {
  name: 'In a column of 240 px',
  render: () => html`<div style="inline-size: 240px"><parvis-communities></parvis-communities></div>`,
  play: Playground.play!,
};
