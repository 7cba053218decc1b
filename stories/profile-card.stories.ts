import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/profile-card/define.ts';
import { type StoryParameters, viewers } from './support/story.ts';

type Arguments = { for: string; expanded: boolean; sections: string };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Elements/Profile card',
  component: 'parvis-profile-card',
  args: { for: 'siobhan.oconnor', expanded: false, sections: '' },
  render: ({ for: person, expanded, sections }) =>
    html`<parvis-profile-card for=${person} ?expanded=${expanded} sections=${sections}></parvis-profile-card>`,
};
export default meta;

export const Playground: Story = {};
export const Expanded: Story = { args: { expanded: true } };
export const ContactAlone: Story = { args: { expanded: true, sections: 'contact' } };
export const OwnSection: Story = {
  name: 'With a section of the page’s own',
  render: () =>
    html`<parvis-profile-card for="karim.benali" expanded
      ><p>Desk 2.14, beside the north stairs.</p></parvis-profile-card
    >`,
};
export const OneName: Story = { name: 'Nothing known but a name', args: { for: 'basile', expanded: true } };
export const GreekName: Story = { args: { for: 'eleni.papadopoulou', expanded: true } };
export const Departed: Story = { name: 'Left, with a deputy', args: { for: 'gerard.pichon', expanded: true } };
export const DepartedAlone: Story = { name: 'Left, without a deputy', args: { for: 'laura.simmons', expanded: true } };
export const Client: Story = { name: 'Somebody of a client', args: { for: 'marieodile.grandjean', expanded: true } };
export const NotVisible: Story = {
  name: 'Not visible to the viewer',
  args: { for: 'helene.vauclair' },
  parameters: { viewer: viewers.supplier },
};
export const Loading: Story = { parameters: { fault: 'slow' } };
export const Offline: Story = { parameters: { fault: 'offline' } };
export const Narrow: Story = {
  name: 'In a column of 240 px',
  render: () =>
    html`<div style="inline-size: 240px"><parvis-profile-card for="karim.benali" expanded></parvis-profile-card></div>`,
};
export const RightToLeft: Story = {
  render: () => html`<div dir="rtl"><parvis-profile-card for="karim.benali" expanded></parvis-profile-card></div>`,
};
