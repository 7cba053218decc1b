import type { PersonReference } from '@parvis/contracts';
import { type PropertyValues, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { PersonController } from '../controllers/person-controller.ts';
import { avatar } from '../internal/avatar.ts';
import { CardTrigger } from '../internal/card-trigger.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { peopleStyles } from '../styles/people.ts';
import { personStyles } from './person.styles.ts';

/**
 * @summary Photo and name of somebody. Their card opens when one points at it, presses it or comes to it by keyboard.
 *
 * @slot - What stands there until the person is known, and where they cannot be shown: their name, for instance.
 *
 * @event parvis-person-open - The card is about to open (`person`, `anchor`). Preventing it keeps it closed.
 *
 * @csspart person - Photo and name together.
 * @csspart photo - The photo, or the initials.
 * @csspart name - The name.
 * @csspart badge - That they are a client or a supplier, or have left.
 *
 * @cssproperty --parvis-photo-size - Size of the photo. Default: 24px.
 */
export class ParvisPerson extends ParvisElement {
  static override readonly elementName: string = 'person';
  static override styles = [...ParvisElement.styles, peopleStyles, personStyles];

  readonly #person = new PersonController(this);

  /** Whom: their id or user name. */
  @property() for = '';
  /** What is already known of them, so that nothing is asked for until their card opens. */
  @property({ attribute: false }) person: PersonReference | null = null;
  /** Draws the name alone. */
  @property({ type: Boolean, attribute: 'without-photo' }) withoutPhoto = false;
  /** Draws the photo alone; the name is still spoken. */
  @property({ type: Boolean, attribute: 'without-name' }) withoutName = false;
  /** Only a press opens the card, neither pointing nor focus. */
  @property({ type: Boolean, attribute: 'without-preview' }) withoutPreview = false;
  /** What a press does instead of opening a card over the page. */
  @property({ attribute: false }) open: ((person: string, anchor: HTMLElement) => void) | undefined;

  constructor() {
    super();
    new CardTrigger(this, { preview: () => !this.withoutPreview, open: () => this.open });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('for') || changed.has('person')) this.#person.show(this.person ? '' : this.for);
  }

  /** Inside a line of text there is room for a few words. */
  override problem() {
    return html`<slot><span class="muted">${this.localize.term('personMissing')}</span></slot>`;
  }

  override render() {
    const person = this.person ?? this.#person.person;
    const { localize } = this;
    if (!person)
      return this.#person.error
        ? this.problem()
        : html`<slot>${this.for ? html`<span class="bone" aria-hidden="true"></span>` : nothing}</slot>`;
    const { id, name, circle, departed, abilities } = person;
    const badge = departed
      ? 'departed'
      : circle === 'client'
        ? 'circleClient'
        : circle === 'supplier'
          ? 'circleSupplier'
          : '';
    const content = html`${this.withoutPhoto ? nothing : avatar(person)}<bdi
        class=${this.withoutName ? 'visually-hidden' : 'name'}
        part="name"
        >${name}</bdi
      >`;
    return html`${
      abilities.open
        ? html`<button
            class="person"
            part="person"
            type="button"
            data-person=${id}
            aria-haspopup="dialog"
            aria-expanded="false"
            title=${this.withoutName ? name : nothing}
          >
            ${content}
          </button>`
        : html`<span class="person" part="person" title=${this.withoutName ? name : nothing}>${content}</span>`
    }${
      badge && !this.withoutName
        ? html`<span class="badge ${departed ? '' : 'outside'}" part="badge">${localize.term(badge)}</span>`
        : nothing
    }`;
  }
}
