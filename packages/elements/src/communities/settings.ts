import type { Community, Me } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { problemWords } from '../internal/problem.ts';
import type { Desk } from './desk.ts';
import { PlaceForm, valuesOf } from './place-form.ts';
import type { ScreeningSettings } from './screening.ts';

const same = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

/** What its stewards say a community is. */
export class Settings {
  readonly #desk: Desk;
  readonly #form: PlaceForm;
  #shown: Community;
  /** What is looked at before it is published; fetched when it is first opened. */
  #screening: ScreeningSettings | undefined;
  #opened = false;
  #failed: unknown;

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

  #open = async () => {
    const { host } = this.#desk;
    this.#opened = !this.#opened;
    this.#failed = undefined;
    host.requestUpdate();
    if (!this.#opened || this.#screening) return;
    try {
      const { ScreeningSettings } = await import('./screening.ts');
      await host.extend('screening', []);
      this.#screening ??= new ScreeningSettings(this.#desk);
    } catch (error) {
      this.#failed = error;
      this.#opened = false;
    }
    host.requestUpdate();
  };

  /** What is looked at before it is published. */
  before() {
    const { localize } = this.#desk.host;
    return html`<section part="screening" aria-labelledby="screening">
      <h2 id="screening" tabindex="-1">${localize.term('placeScreening')}</h2>
      <p class="muted">${localize.term('placeScreeningText')}</p>
      <button class="outlined" type="button" id="screening-open" aria-expanded=${this.#opened} @click=${this.#open}>
        ${localize.term(this.#opened ? 'placeScreeningClose' : 'placeScreeningOpen')}
      </button>
      ${this.#failed ? html`<p class="problem" role="alert">${problemWords(this.#failed, localize)}</p>` : nothing}
      ${
        this.#opened
          ? (this.#screening?.render() ?? html`<p class="muted" role="status">${localize.term('loading')}</p>`)
          : nothing
      }
    </section>`;
  }

  render(me: Me | undefined) {
    const { host, community, busy } = this.#desk;
    const { localize } = host;
    return html`<section part="settings" aria-labelledby="settings">
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
