import type { PostCreate } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Draft, Faults, Field } from '../../controllers/composed.ts';
import type { ComposerController } from '../../controllers/composer-controller.ts';
import type { ParvisElement } from '../../internal/parvis-element.ts';
import type { Terms } from '../../locales/index.ts';
import { faultWords } from '../words.ts';

/** The names of terms that take no values. */
export type Word = { [Name in keyof Terms]: Terms[Name] extends string ? Name : never }[keyof Terms];

export type KindScene = { host: ParvisElement; composer: ComposerController };

/** What is particular to writing one kind of post. */
export type KindPart = {
  /** What stands in the empty text field; without it the same as for an update. */
  prompt?: Word;
  /** What the text is called; without it, as it is for an update. */
  label?: Word;
  /** What stands above the text. A field has its name in the draft, or in the draft's `extra`, as its id. */
  fields?(scene: KindScene): unknown;
  /** What is not as it should be, by field. */
  check?(draft: Draft): Faults;
  /** What it adds to the request that publishes. */
  request?(draft: Draft): Partial<PostCreate>;
};

/** What is told under a field that is not as it should be. */
export const faultNote = (field: Field, { host, composer }: KindScene) => {
  const fault = composer.faults[field];
  return fault
    ? html`<p class="fault" id="fault-${field}">${faultWords(field, fault, composer, host.localize)}</p>`
    : nothing;
};

/** A field of one line. */
export function lineField(
  field: 'title' | 'link',
  label: string,
  scene: KindScene,
  { required = true, type = 'text' }: { required?: boolean; type?: 'text' | 'url' } = {},
) {
  const { composer } = scene;
  return html`<div>
    <label for=${field}
      >${label}${required ? nothing : html` <small>${scene.host.localize.term('composerOptional')}</small>`}</label
    >
    <input
      id=${field}
      type=${type}
      dir=${type === 'url' ? 'ltr' : 'auto'}
      inputmode=${type === 'url' ? 'url' : nothing}
      placeholder=${type === 'url' ? 'https://' : nothing}
      maxlength=${field === 'title' ? limits.title : limits.url}
      aria-required=${required}
      aria-invalid=${!!composer.faults[field]}
      aria-describedby="fault-${field}"
      .value=${live(composer.draft[field])}
      @input=${(event: Event) => composer.change({ [field]: (event.target as HTMLInputElement).value })}
    />
    ${faultNote(field, scene)}
  </div>`;
}
