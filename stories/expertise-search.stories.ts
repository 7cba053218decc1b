import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expertPurposes, skillLevels } from '@parvis/contracts/tables';
import '../packages/elements/src/composer/define.ts';
import '../packages/elements/src/expertise-search/define.ts';
import '../packages/elements/src/post/define.ts';
import { inside } from './support/play.ts';
import { type StoryParameters, viewers } from './support/story.ts';

type Arguments = {
  query: string;
  for: string;
  unit: string;
  site: string;
  language: string;
  level: string;
  postUrl: string;
  community: string;
};
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Expertise search',
  component: 'parvis-expertise-search',
  argTypes: {
    for: { control: 'select', options: expertPurposes },
    level: { control: 'select', options: ['', ...skillLevels] },
  },
  args: { query: '', for: 'know', unit: '', site: '', language: '', level: '', postUrl: '', community: '' },
  render: ({ query, for: purpose, unit, site, language, level, postUrl, community }) =>
    html`<parvis-expertise-search
      query=${query}
      for=${purpose}
      unit=${unit}
      site=${site}
      language=${language}
      level=${level}
      post-url=${postUrl}
      community=${community}
    ></parvis-expertise-search>`,
};
export default meta;

export const Playground: Story = {};
export const Typing: Story = {
  name: 'While somebody types',
  play: async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-expertise-search');
    const box = (await find('#q')) as HTMLInputElement;
    box.focus();
    await find('#q[role="combobox"]');
    box.value = 'vibr';
    box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await find('[role="option"]');
  },
};
export const Skill: Story = { name: 'A skill', args: { query: 'vibration' } };
export const Name: Story = { name: 'A name, misspelt', args: { query: 'claire martn' } };
export const Symbols: Story = { name: 'A skill with symbols', args: { query: 'C++' } };
export const Problem: Story = {
  name: 'A problem in a sentence',
  args: { query: 'Le compresseur vibre de plus en plus, qui peut m’aider à trouver pourquoi ?' },
};
export const Narrowed: Story = { name: 'Narrowed to one site', args: { query: 'ammoniac', site: 'Lyon' } };
export const Experts: Story = {
  name: 'Narrowed to a language and a level',
  args: { query: 'ammoniac', language: 'fr', level: 'expert' },
};
export const Teams: Story = {
  name: 'Who worked on it',
  args: { query: 'pompe à chaleur ammoniac fromagerie' },
  play: async ({ canvasElement }) => void (await inside(canvasElement, 'parvis-expertise-search')('[part="teams"]')),
};
const askWhy: Story['play'] = async ({ canvasElement }) => {
  const find = inside(canvasElement, 'parvis-expertise-search');
  (await find('[data-why]')).click();
  await find('[part="mine"]');
};
export const WhyNotMe: Story = { name: 'Why am I not here?', args: { query: 'vibration compresseur' }, play: askWhy };
export const WhyNotMeNarrowed: Story = {
  name: 'Why am I not here? A filter',
  args: { query: 'maintenance', site: 'Nantes' },
  play: askWhy,
};
export const Nobody: Story = { name: 'Nobody found', args: { query: 'quuxification' } };
export const NobodyThere: Story = {
  name: 'Nobody found with these filters',
  args: { query: 'vibration', site: 'Nowhere' },
};
export const Kept: Story = {
  name: 'A kept search has found somebody',
  args: { query: 'thermographie' },
  parameters: { viewer: viewers.employee },
  play: async ({ canvasElement }) => void (await inside(canvasElement, 'parvis-expertise-search')('.kept')),
};
export const Asking: Story = {
  name: 'Asking publicly',
  args: { query: 'pourquoi la pompe à chaleur givre ?', site: 'Nowhere' },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('parvis-expertise-search')!;
    (await inside(canvasElement, 'parvis-expertise-search')('.state .primary')).click();
    const shown = () =>
      [...element.shadowRoot!.children].some(({ shadowRoot }) => shadowRoot?.querySelector('dialog[open]'));
    while (!shown()) await new Promise(requestAnimationFrame);
  },
};
export const AsSupplier: Story = {
  name: 'As a supplier searches',
  args: { query: 'ammoniac' },
  parameters: { viewer: viewers.supplier },
};
export const Loading: Story = { args: { query: 'vibration' }, parameters: { fault: 'slow' } };
export const Offline: Story = { args: { query: 'vibration' }, parameters: { fault: 'offline' } };
