import type { Community, Me } from '@parvis/contracts';
import { html } from 'lit';
import type { Desk } from './desk.ts';
import { PlaceForm, valuesOf } from './place-form.ts';

const same = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

/** What its stewards say a community is. */
export class Settings {
  readonly #desk: Desk;
  readonly #form: PlaceForm;
  #shown: Community;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#shown = desk.community;
    this.#form = new PlaceForm(desk.host, valuesOf(desk.community));
  }

  /** Takes on what the community is by now, unless somebody is about to change it here. */
  take(community: Community) {
    if (same(this.#form.values, valuesOf(this.#shown))) this.#form.values = valuesOf(community);
    this.#shown = community;
  }

  #save = async (event: Event) => {
    event.preventDefault();
    const { host, community } = this.#desk;
    const { localize } = host;
    if (!this.#form.check()) return;
    const { circles: _, ...body } = this.#form.values;
    const saved = await this.#desk.do(
      async ({ communities }) => {
        this.#form.values = valuesOf(await communities.update(community.id, body));
      },
      { conflict: localize.term('placeNotOpened') },
      localize.term('placeSaved'),
      (error) => this.#form.refused(error),
    );
    if (saved) this.#shown = this.#desk.community;
  };

  render(me: Me | undefined) {
    const { host, community, busy } = this.#desk;
    const { localize } = host;
    return html`<section aria-labelledby="settings">
      <h2 id="settings">${localize.term('placeSettings')}</h2>
      <form novalidate @submit=${this.#save}>
        ${this.#form.render({ me, opens: community.visibility === 'open' })}
        <div class="form-end">
          <button class="primary" aria-disabled=${busy}>${localize.term('save')}</button>
        </div>
      </form>
    </section>`;
  }
}
