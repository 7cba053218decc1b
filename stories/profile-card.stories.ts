import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/profile-card/define.ts';
import { inside } from './support/play.ts';
import { type Act, type StoryParameters, viewers } from './support/story.ts';

type Arguments = { for: string; expanded: boolean; sections: string; editable: boolean };
type Story = StoryObj<Arguments> & { parameters?: StoryParameters };

const meta: Meta<Arguments> = {
  title: 'Embed it/Elements/Profile card',
  component: 'parvis-profile-card',
  args: { for: 'siobhan.oconnor', expanded: false, sections: '', editable: false },
  render: ({ for: person, expanded, sections, editable }) =>
    html`<parvis-profile-card
      for=${person}
      ?expanded=${expanded}
      sections=${sections}
      ?editable=${editable}
    ></parvis-profile-card>`,
};
export default meta;

export const Playground: Story = {};
export const Expanded: Story = { args: { expanded: true } };
export const ContactAlone: Story = { args: { expanded: true, sections: 'contact' } };
export const AbsenceAlone: Story = {
  name: 'Away: absence and contact alone',
  args: { for: 'marc.delestre', sections: 'absence contact' },
};
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
export const Away: Story = { name: 'Away, with somebody who stands in', args: { for: 'marc.delestre' } };
export const SpeaksForTheCompany: Story = { args: { for: 'ines.carvalho' } };
export const Said: Story = {
  name: 'How the name is said, and pronouns',
  args: { for: 'siobhan.oconnor', expanded: true },
};
export const Confirmed: Story = {
  name: 'Skills that colleagues confirmed',
  args: { for: 'karim.benali', expanded: true, sections: 'skills' },
  parameters: { viewer: 'didier.roussel' },
};
export const WhoSharesASite: Story = {
  name: 'Who shares a site',
  args: { for: 'karim.benali', expanded: true, sections: 'org' },
  play: async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-profile-card');
    await find('[part="org"] .property');
    const site = [...canvasElement.querySelector('parvis-profile-card')!.shadowRoot!.querySelectorAll('.property')].at(
      -1,
    );
    (site as HTMLElement).click();
    await find('.sharing li');
  },
};

/** What Karim says of himself, some of it to few. */
const edited = async (act: Act) => {
  const readers = (kind: string) => ({ kind, community: null });
  await act(viewers.employee, 'PUT', '/v1/me/profile/pronouns', { value: 'il', readers: readers('profile') });
  await act(viewers.employee, 'PUT', '/v1/me/profile/phone', { value: '+33 6 70 00 11 22', readers: readers('self') });
};
const editing = async (canvasElement: HTMLElement) => {
  const find = inside(canvasElement, 'parvis-profile-card');
  (await find('.edit')).click();
  await find('.editor');
  return find;
};
export const Editing: Story = {
  args: { for: viewers.employee, editable: true },
  parameters: { viewer: viewers.employee, before: edited },
  play: async ({ canvasElement }) => void (await editing(canvasElement)),
};
export const EditingAField: Story = {
  args: { for: viewers.employee, editable: true },
  parameters: { viewer: viewers.employee, before: edited },
  play: async ({ canvasElement }) => {
    const find = await editing(canvasElement);
    (await find('#edit-workingHours')).click();
    await find('.edit-form');
  },
};
export const EditingASkill: Story = {
  args: { for: viewers.employee, editable: true },
  parameters: { viewer: viewers.employee },
  play: async ({ canvasElement }) => {
    const find = await editing(canvasElement);
    (await find('[data-skill]')).click();
    await find('.edit-form');
  },
};
export const EditingNarrow: Story = {
  name: 'Editing in a column of 240 px',
  parameters: { viewer: viewers.employee },
  render: () =>
    html`<div style="inline-size: 240px">
      <parvis-profile-card for=${viewers.employee} editable></parvis-profile-card>
    </div>`,
  play: async ({ canvasElement }) => {
    const find = await editing(canvasElement);
    (await find('#edit-absence')).click();
    await find('.edit-form');
  },
};
export const MandatesToGive: Story = {
  name: 'An admin says what somebody may speak for the company on',
  args: { for: 'ines.carvalho', expanded: true, sections: 'mandates skills' },
  parameters: { viewer: viewers.admin },
  play: async ({ canvasElement }) => {
    const find = inside(canvasElement, 'parvis-profile-card');
    (await find('#mandate')).click();
    await find('#mandates');
  },
};
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
