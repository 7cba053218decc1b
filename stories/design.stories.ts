import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/communities/define.ts';
import '../packages/elements/src/composer/define.ts';
import '../packages/elements/src/expertise-search/define.ts';
import '../packages/elements/src/feed/define.ts';
import '../packages/elements/src/flag-button/define.ts';
import '../packages/elements/src/person/define.ts';
import '../packages/elements/src/post/define.ts';
import '../packages/elements/src/profile-card/define.ts';
import '../packages/elements/src/provider/define.ts';
import dsfr from '../packages/elements/themes/dsfr.css?raw';
import fluent from '../packages/elements/themes/fluent.css?raw';
import material from '../packages/elements/themes/material.css?raw';
import { post } from './support/demo.ts';
import { addPseudo, pseudo } from './support/pseudo.ts';
import type { StoryParameters } from './support/story.ts';

type Story = StoryObj & { parameters?: StoryParameters };

const meta: Meta = { title: 'Design with it/Design' };
export default meta;

/** What has a main button, links, choices and text. */
const sample = () => html`<parvis-composer></parvis-composer>`;
const columns = 'display: grid; grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr)); gap: 16px';

export const Brands: Story = {
  name: 'One brand colour, whatever it is',
  render: () =>
    html`<div style=${columns}>
      ${['#1f5fbf', '#ffd500', '#e2001a', '#00a651', '#ffffff', '#000000', '#808080', '#ff6a13'].map(
        (brand) =>
          html`<section aria-label=${brand} style="--parvis-brand: ${brand}">
            <p><code>${brand}</code></p>
            ${sample()}
          </section>`,
      )}
    </div>`,
};

export const Densities: Story = {
  name: 'Comfortable and compact',
  render: () =>
    html`<div style=${columns}>
      <parvis-post post=${post('it-03')} density="comfortable"></parvis-post>
      <parvis-post post=${post('it-03')} density="compact"></parvis-post>
    </div>`,
};

/** As a page would load it, but for one of its parts. */
const within = (name: string, sheet: string) =>
  html`<section aria-label=${name} class="preset-${name}">
    <style>
      ${sheet.replace(/:where\(.*\) \{/, `.preset-${name} {`)}
    </style>
    <p>${name}</p>
    ${sample()}<br />
    <parvis-profile-card for="siobhan.oconnor"></parvis-profile-card>
  </section>`;

export const Presets: Story = {
  name: 'DSFR, Material, Fluent',
  render: () =>
    html`<div style=${columns}>
      ${within('dsfr', dsfr)} ${within('material', material)} ${within('fluent', fluent)}
    </div>`,
};

/** Names and words as they are written elsewhere, in the place of those of the demonstration company. */
const elsewhere: Record<string, string> = {
  'Stéphane Colin': 'عبد الرحمن بن محمد الأندلسي',
  'Julien Petit': '欧阳志远',
  'Claire Martin': 'Nguyễn Thị Minh Khai Phương',
  "Siobhán O'Connor": 'Wolfeschlegelsteinhausenbergerdorff-Leutheusser',
  'Lead Refrigeration Engineer': 'Kälteanlagenbauermeisterprüfungsvorbereitungslehrgangsleiterin',
  'Entraide informatique · IT help': 'Informationstechnologiebenutzerunterstützung',
  'Le VPN coupe toutes les dix minutes': 'Datenschutzgrundverordnungsverarbeitungsverzeichnisse: alle zehn Minuten',
};

export const LongWords: Story = {
  name: 'Long words, and names in several scripts',
  parameters: {
    retold: (json) => Object.entries(elsewhere).reduce((text, [here, there]) => text.replaceAll(here, there), json),
  },
  render: () =>
    html`<div style=${columns}>
      <parvis-post post=${post('it-03')} with-comments></parvis-post>
      <parvis-profile-card for="siobhan.oconnor" expanded></parvis-profile-card>
      <parvis-feed scope="community" for="it-help"></parvis-feed>
    </div>`,
};

export const TwiceAsLarge: Story = {
  name: 'Text at 200 %',
  render: () => html`<div style="font-size: 200%">${sample()}<parvis-expertise-search></parvis-expertise-search></div>`,
};

/** Any story is shown so by the toolbar; here are those that are seen first. */
export const PseudoLocale: Story = {
  name: 'In a language that is longer than any',
  loaders: [() => addPseudo()],
  render: () =>
    html`<parvis-provider lang=${pseudo}>
      <div style=${columns}>
        ${sample()}
        <parvis-post post=${post('it-03')} with-comments></parvis-post>
        <parvis-expertise-search query="SAP"></parvis-expertise-search>
        <parvis-profile-card for="siobhan.oconnor" expanded></parvis-profile-card>
        <parvis-flag-button kind="post" for=${post('pau-11')}></parvis-flag-button>
        <parvis-communities></parvis-communities>
      </div>
    </parvis-provider>`,
};
