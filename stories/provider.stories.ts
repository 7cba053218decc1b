import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/feed/define.ts';
import '../packages/elements/src/person/define.ts';
import '../packages/elements/src/profile-card/define.ts';
import '../packages/elements/src/provider/define.ts';
import type { StoryParameters } from './support/story.ts';

type Arguments = { lang: string; theme: 'light' | 'dark' };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

/** Says once, for everything inside it, which API answers, in which language and which theme. */
const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Provider',
  component: 'parvis-provider',
  argTypes: {
    lang: { control: 'select', options: ['en', 'fr'] },
    theme: { control: 'select', options: ['light', 'dark'] },
  },
  args: { lang: 'fr', theme: 'light' },
  render: ({ lang, theme }) =>
    html`<parvis-provider lang=${lang} theme=${theme}>
      <parvis-profile-card for="karim.benali"></parvis-profile-card>
    </parvis-provider>`,
};
export default meta;

export const Playground: Story = {};
export const TwoLanguages: Story = {
  name: 'Two languages on one page',
  render: () =>
    html`<div style="display: grid; gap: 16px">
      ${['en', 'fr'].map(
        (lang) =>
          html`<parvis-provider lang=${lang}
            ><parvis-profile-card for="karim.benali"></parvis-profile-card
          ></parvis-provider>`,
      )}
    </div>`,
};
export const Late: Story = {
  name: 'Comes after its elements',
  render: () => {
    const place = document.createElement('div');
    place.innerHTML = '<parvis-person for="siobhan.oconnor"></parvis-person>';
    const provider = document.createElement('parvis-provider');
    requestAnimationFrame(() => {
      place.replaceWith(provider);
      provider.append(place);
    });
    return place;
  },
};
