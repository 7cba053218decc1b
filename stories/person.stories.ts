import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/person/define.ts';
import '../packages/elements/src/profile-card/define.ts';
import { type StoryParameters, viewers } from './support/story.ts';

type Arguments = { for: string; withoutPhoto: boolean; withoutName: boolean; withoutPreview: boolean };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Person',
  component: 'parvis-person',
  args: { for: 'siobhan.oconnor', withoutPhoto: false, withoutName: false, withoutPreview: false },
  render: ({ for: person, withoutPhoto, withoutName, withoutPreview }) =>
    html`<parvis-person
      for=${person}
      ?without-photo=${withoutPhoto}
      ?without-name=${withoutName}
      ?without-preview=${withoutPreview}
    ></parvis-person>`,
};
export default meta;

export const Playground: Story = {};
export const InASentence: Story = {
  render: () =>
    html`<p>
      Questions about the plant room go to <parvis-person for="karim.benali"></parvis-person>, at night to
      <parvis-person for="siobhan.oconnor" without-photo></parvis-person>.
    </p>`,
};
export const Incomplete: Story = {
  name: 'One name only, other scripts, very long, gone',
  render: () =>
    html`${['basile', 'eleni.papadopoulou', 'gerard.pichon', 'laura.simmons'].map(
      (person) => html`<p><parvis-person for=${person}></parvis-person></p>`,
    )}`,
};
export const NotVisible: Story = {
  name: 'Somebody the viewer may not see',
  parameters: { viewer: viewers.supplier },
  render: () => html`<parvis-person for="helene.vauclair">Hélène Vauclair</parvis-person>`,
};
export const Loading: Story = { parameters: { fault: 'slow' } };
export const Offline: Story = {
  parameters: { fault: 'offline' },
  render: () => html`<parvis-person for="karim.benali">Karim Benali</parvis-person>`,
};
