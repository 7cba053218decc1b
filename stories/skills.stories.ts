import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/skills/define.ts';
import { inside } from './support/play.ts';
import { type StoryParameters, viewers } from './support/story.ts';

type Story = StoryObj & { parameters?: StoryParameters };

const meta: Meta = {
  title: 'Embed it/Elements/Skills',
  component: 'parvis-skills',
  render: () => html`<parvis-skills></parvis-skills>`,
};
export default meta;

const parameters = { viewer: viewers.admin };
const looking = async (canvasElement: HTMLElement, words: string) => {
  const find = inside(canvasElement, 'parvis-skills');
  const box = (await find('#find')) as HTMLInputElement;
  box.value = words;
  box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await find('[part="skills"] li, [part="skills"] .muted');
  return find;
};
const opened = async (canvasElement: HTMLElement, words: string) => {
  const find = await looking(canvasElement, words);
  (await find('[part="skills"] [data-skill]')).click();
  await find('#page-title');
  return find;
};

export const Playground: Story = { parameters };
export const Found: Story = {
  parameters,
  play: async ({ canvasElement }) => void (await looking(canvasElement, 'soud')),
};
export const NothingFound: Story = {
  parameters,
  play: async ({ canvasElement }) => void (await looking(canvasElement, 'quuxification')),
};
export const Adding: Story = {
  parameters,
  play: async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-skills');
    (await find('.add')).click();
    await find('#label-en');
  },
};
export const Changing: Story = {
  parameters,
  play: async ({ canvasElement }) => void (await opened(canvasElement, 'C++')),
};
export const Merging: Story = {
  name: 'What a merge would move',
  parameters,
  play: async ({ canvasElement }) => {
    const find = await opened(canvasElement, 'soudage TIG');
    const box = (await find('#merge-into')) as HTMLInputElement;
    box.focus();
    box.value = 'soud';
    box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    (await find('#merge-into-list [role="option"]')).click();
    await find('.moves');
  },
};
export const Narrow: Story = {
  name: 'In a column of 240 px',
  parameters,
  render: () => html`<div style="inline-size: 240px"><parvis-skills></parvis-skills></div>`,
  play: async ({ canvasElement }) => void (await opened(canvasElement, 'C++')),
};
export const NoAdmin: Story = { name: 'For whoever is no admin', parameters: { viewer: viewers.employee } };
export const Loading: Story = { parameters: { viewer: viewers.admin, fault: 'slow' } };
export const Offline: Story = { parameters: { viewer: viewers.admin, fault: 'offline' } };
