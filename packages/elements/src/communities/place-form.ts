import type { Community, CommunityCreate, Me } from '@parvis/contracts';
import { type Circle, circles, commenters, degrees, joinRules, limits, visibilities } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ParvisElement } from '../internal/parvis-element.ts';
import type { Terms } from '../locales/index.ts';

const visibilityTerms = { open: 'placeOpen', listed: 'placeListed', secret: 'placeSecret' } as const;
const joinTerms = { free: 'placeFree', request: 'placeRequest', invite: 'placeInviteOnly' } as const;
const commenterTerms = { readers: 'placeReaders', members: 'placeMembersOnly', nobody: 'placeNobody' } as const;
const circleTerms = { employee: 'placeEmployees', client: 'placeClients', supplier: 'placeSuppliers' } as const;

export type PlaceValues = Omit<CommunityCreate, 'circles'> & { circles: readonly Circle[] };
type Field = keyof PlaceValues;
type Fault = { [Name in keyof Terms]: Terms[Name] extends string ? Name : never }[keyof Terms];

export const valuesOf = (community: Community): PlaceValues => {
  const { name, purpose, tone, visibility, joinRule, circles, defaultDegree, defaultCommenters, memberInvites } =
    community;
  return { name, purpose, tone, visibility, joinRule, circles, defaultDegree, defaultCommenters, memberInvites };
};

/** What a community is, in fields: written by who founds it, and by its stewards. What is wrong stands beside its field. */
export class PlaceForm {
  readonly #host: ParvisElement;
  #values: PlaceValues;
  #faults: Partial<Record<Field, Fault>> = {};

  constructor(host: ParvisElement, values: PlaceValues) {
    this.#host = host;
    this.#values = values;
  }

  get values(): PlaceValues {
    return this.#values;
  }

  set values(values: PlaceValues) {
    this.#values = values;
    this.#faults = {};
  }

  #change(values: Partial<PlaceValues>) {
    this.#values = { ...this.#values, ...values };
    // Who does not know of it can neither join nor ask.
    if (this.#values.visibility === 'secret') this.#values.joinRule = 'invite';
    this.#faults = Object.fromEntries(Object.entries(this.#faults).filter(([field]) => !(field in values)));
    this.#host.requestUpdate();
  }

  /** Answers whether it can be sent; the focus goes to what is wrong. */
  check(): boolean {
    return this.values.name.trim() !== '' || this.#refuse({ name: 'placeNeedsName' });
  }

  /** What the server says of single fields; answers whether it said something of one. */
  refused(error: unknown): boolean {
    const { errors = [] } = error as { errors?: readonly { path: string }[] };
    const faults = errors.flatMap(({ path }) => {
      const field = path.split('.')[0] as Field;
      return field in this.#values ? [[field, field === 'name' ? 'placeNameRefused' : 'placeFieldRefused']] : [];
    });
    if (!faults.length) return false;
    this.#refuse(Object.fromEntries(faults) as Partial<Record<Field, Fault>>);
    return true;
  }

  #refuse(faults: Partial<Record<Field, Fault>>): false {
    this.#faults = faults;
    const { requestUpdate, updateComplete } = this.#host;
    requestUpdate.call(this.#host);
    void updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>(`#place-${Object.keys(faults)[0]}`)?.focus(),
    );
    return false;
  }

  #fault(field: Field) {
    const fault = this.#faults[field];
    return html`<p class="fault" id="place-${field}-fault">${fault ? this.#host.localize.term(fault) : nothing}</p>`;
  }

  #text(field: 'name' | 'purpose' | 'tone', label: string, most: number, hint = '') {
    const described = `place-${field}-fault${hint ? ` place-${field}-hint` : ''}`;
    const change = (event: Event) =>
      this.#change({ [field]: (event.target as HTMLInputElement | HTMLTextAreaElement).value });
    return html`<div>
      <label for="place-${field}">${label}</label>
      ${
        field === 'name'
          ? html`<input
              id="place-name"
              dir="auto"
              maxlength=${most}
              aria-required="true"
              aria-invalid=${!!this.#faults[field]}
              aria-describedby=${described}
              .value=${live(this.#values[field])}
              @input=${change}
            />`
          : html`<textarea
              id="place-${field}"
              dir="auto"
              rows="2"
              maxlength=${most}
              aria-invalid=${!!this.#faults[field]}
              aria-describedby=${described}
              .value=${live(this.#values[field])}
              @input=${change}
            ></textarea>`
      }
      ${hint ? html`<p class="muted hint" id="place-${field}-hint">${hint}</p>` : nothing} ${this.#fault(field)}
    </div>`;
  }

  #choice<Value extends string>(
    field: 'visibility' | 'joinRule' | 'defaultDegree' | 'defaultCommenters',
    label: string,
    options: readonly (readonly [Value, string])[],
  ) {
    return html`<div>
      <label for="place-${field}">${label}</label>
      <select
        id="place-${field}"
        aria-invalid=${!!this.#faults[field]}
        aria-describedby="place-${field}-fault"
        @change=${(event: Event) => this.#change({ [field]: (event.target as HTMLSelectElement).value })}
      >
        ${options.map(
          ([value, word]) => html`<option value=${value} ?selected=${value === this.#values[field]}>${word}</option>`,
        )}
      </select>
      ${this.#fault(field)}
    </div>`;
  }

  #circles(own: Circle | undefined) {
    const { localize } = this.#host;
    const toggle = (circle: Circle, on: boolean) =>
      this.#change({ circles: circles.filter((one) => (one === circle ? on : this.#values.circles.includes(one))) });
    return html`<fieldset>
      <legend>${localize.term('placeCircles')}</legend>
      <div class="options">
        ${circles.map(
          (circle) =>
            html`<label class="line"
              ><input
                type="checkbox"
                value=${circle}
                ?disabled=${circle === own}
                .checked=${live(this.#values.circles.includes(circle))}
                @change=${(event: Event) => toggle(circle, (event.target as HTMLInputElement).checked)}
              />${localize.term(circleTerms[circle])}</label
            >`,
        )}
      </div>
      <p class="muted hint">${localize.term('placeCirclesHint')}</p>
      ${this.#fault('circles')}
    </fieldset>`;
  }

  /** `opens`: it may be, or become, open to all. `founds`: who may belong is chosen too, once and for all. */
  render({ me, opens, founds = false }: { me: Me | undefined; opens: boolean; founds?: boolean }) {
    const { localize } = this.#host;
    const { visibility } = this.#values;
    const names = me?.degreeNames[localize.language];
    const degreeName = (degree: (typeof degrees)[number]) =>
      names?.[degree] ? `${degree} ${names[degree]}` : (degree as string);
    return html`${this.#text('name', localize.term('placeName'), limits.communityName)}
      ${this.#text('purpose', localize.term('placePurpose'), limits.purpose, localize.term('placePurposeHint'))}
      ${this.#text('tone', localize.term('placeTone'), limits.tone, localize.term('placeToneHint'))}
      ${founds ? this.#circles(me?.person.circle) : nothing}
      ${this.#choice(
        'visibility',
        localize.term('placeVisibility'),
        // What was written for members is never opened.
        visibilities
          .filter((one) => one !== 'open' || opens)
          .map((one) => [one, localize.term(visibilityTerms[one])] as const),
      )}
      ${this.#choice(
        'joinRule',
        localize.term('placeJoinRule'),
        joinRules
          .filter((rule) => visibility !== 'secret' || rule === 'invite')
          .map((rule) => [rule, localize.term(joinTerms[rule])] as const),
      )}
      ${this.#choice(
        'defaultDegree',
        localize.term('placeDegree'),
        degrees.map((degree) => [degree, degreeName(degree)] as const),
      )}
      ${this.#choice(
        'defaultCommenters',
        localize.term('placeCommenters'),
        commenters.map((who) => [who, localize.term(commenterTerms[who])] as const),
      )}
      <label class="line"
        ><input
          type="checkbox"
          id="place-memberInvites"
          .checked=${live(this.#values.memberInvites)}
          @change=${(event: Event) => this.#change({ memberInvites: (event.target as HTMLInputElement).checked })}
        />${localize.term('placeMemberInvites')}</label
      >`;
  }
}
