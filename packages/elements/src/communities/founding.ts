import type { Community, Me } from '@parvis/contracts';
import { html, nothing } from 'lit';
import type { CommunitiesController } from '../controllers/communities-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { PlaceForm } from './place-form.ts';

type Ways = {
  /** Back to the list. */
  leave(): void;
  founded(community: Community): void;
};

/** Where a community is founded. */
export class Founding {
  readonly #host: ParvisElement;
  readonly #list: CommunitiesController;
  readonly #me: Me;
  readonly #ways: Ways;
  readonly #form: PlaceForm;
  #busy = false;
  #failed = '';

  constructor(host: ParvisElement, list: CommunitiesController, me: Me, ways: Ways) {
    this.#host = host;
    this.#list = list;
    this.#me = me;
    this.#ways = ways;
    this.#form = new PlaceForm(host, {
      ...{ name: '', purpose: '', tone: '', visibility: 'open', joinRule: 'free', circles: [me.person.circle] },
      ...{ defaultDegree: 'C1', defaultCommenters: 'readers', memberInvites: false },
    });
  }

  #send = async (event: Event) => {
    event.preventDefault();
    if (this.#busy) return;
    this.#failed = '';
    if (!this.#form.check()) return;
    this.#busy = true;
    this.#host.requestUpdate();
    const { circles, ...values } = this.#form.values;
    try {
      this.#ways.founded(await this.#list.found({ ...values, circles: [...circles] }));
    } catch (error) {
      if (!this.#form.refused(error)) this.#failed = problemWords(error, this.#host.localize);
    } finally {
      this.#busy = false;
      this.#host.requestUpdate();
    }
  };

  render() {
    const { localize } = this.#host;
    return html`<div class="place">
      <button class="quiet back" type="button" @click=${() => this.#ways.leave()}>${localize.term('placeBack')}</button>
      <h2 id="founding">${localize.term('placeFound')}</h2>
      <p class="muted">${localize.term('placeFoundHint')}</p>
      <section part="founding" aria-labelledby="founding">
        <form novalidate @submit=${this.#send}>
          ${this.#form.render({ me: this.#me, opens: true, founds: true })}
          ${this.#failed ? html`<p class="problem" role="alert">${this.#failed}</p>` : nothing}
          <div class="form-end">
            <button class="quiet" type="button" @click=${() => this.#ways.leave()}>${localize.term('cancel')}</button>
            <button class="primary" aria-disabled=${this.#busy}>
              ${localize.term(this.#busy ? 'placeFoundSending' : 'placeFoundDo')}
            </button>
          </div>
        </form>
      </section>
    </div>`;
  }
}
