/** What somebody may speak for the company on, as an admin says it. Loaded when one changes it. */
import type { Client } from '@parvis/client';
import type { Person } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { clientContext } from '../contexts/index.ts';
import { DraftsController } from '../controllers/drafts-controller.ts';
import { Follow } from '../controllers/follow.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';

export class Mandates {
  readonly #host: ParvisElement;
  readonly #client: Follow<Client | undefined>;
  readonly #drafts: DraftsController<string>;
  readonly #leave: (changed: boolean) => void;
  /** Whose they are. */
  readonly person: string;
  #text: string;
  #busy = false;
  #failed: unknown;

  constructor(host: ParvisElement, { id, mandates }: Person, leave: (changed: boolean) => void) {
    this.#host = host;
    this.person = id;
    this.#leave = leave;
    this.#text = mandates.join('\n');
    this.#client = new Follow<Client | undefined>(host, clientContext);
    this.#drafts = new DraftsController<string>(host, () => {
      this.#text = this.#drafts.get(this.#place) ?? this.#text;
      host.requestUpdate();
    });
    void this.#drafts.open(this.#place, 'C1');
  }

  get #place() {
    return `mandates:${this.person}`;
  }

  get #topics() {
    const lines = this.#text.split('\n').map((line) => line.trim());
    return [...new Set(lines)].filter(Boolean);
  }

  /** What one line or another has too much of. */
  get #fault() {
    const { localize } = this.#host;
    const topics = this.#topics;
    if (topics.length > limits.mandates) return localize.term('mandatesMany', limits.mandates);
    return topics.some(({ length }) => length > limits.mandate) ? localize.term('mandatesLong', limits.mandate) : '';
  }

  #end(changed: boolean) {
    this.#drafts.write(this.#place, null, 'C1', true);
    this.#drafts.hostDisconnected();
    this.#host.removeController(this.#drafts);
    this.#leave(changed);
  }

  #write = (event: Event) => {
    this.#text = (event.target as HTMLTextAreaElement).value;
    this.#drafts.write(this.#place, this.#text, 'C1', true);
    this.#host.requestUpdate();
  };

  #save = async (event: Event) => {
    event.preventDefault();
    if (this.#busy || this.#fault) return;
    this.#busy = true;
    this.#failed = undefined;
    this.#host.requestUpdate();
    try {
      await this.#client.ask(({ people }) => people.setMandates(this.person, this.#topics));
      this.#end(true);
    } catch (error) {
      this.#failed = error;
    }
    this.#busy = false;
    this.#host.requestUpdate();
  };

  draw({ name }: Person) {
    const { localize } = this.#host;
    const fault = this.#fault;
    return html`<section part="given">
      <form @submit=${this.#save}>
        <label
          >${localize.term('mandatesTitle', name)}
          <textarea
            id="mandates"
            rows="3"
            dir="auto"
            aria-describedby="mandates-hint"
            aria-invalid=${!!fault}
            .value=${live(this.#text)}
            @input=${this.#write}
          ></textarea>
        </label>
        <p class="muted" id="mandates-hint">${localize.term('mandatesHint')}</p>
        ${fault ? html`<p class="problem" role="alert">${fault}</p>` : nothing}
        ${this.#failed ? html`<p class="problem" role="alert">${problemWords(this.#failed, localize)}</p>` : nothing}
        <div class="form-end">
          <button class="outlined" type="button" @click=${() => this.#end(false)}>${localize.term('cancel')}</button>
          <button class="primary" aria-disabled=${this.#busy || !!fault}>${localize.term('save')}</button>
        </div>
      </form>
    </section>`;
  }
}
