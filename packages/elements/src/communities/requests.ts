import type { MembershipRequest } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Desk } from './desk.ts';
import { named, who } from './who.ts';

/** Who asks to be let in. */
export class Requests {
  readonly #desk: Desk;
  /** The request that is about to be refused, while it is written why. */
  #refusing = '';

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  #ask(id: string) {
    this.#refusing = id;
    this.#desk.host.requestUpdate();
  }

  /** Says what became of it, and goes on to the next one. */
  async #decide(id: string, decision: { decision: 'approve' } | { decision: 'refuse'; reason: string }, done: string) {
    if (!(await this.#desk.do(({ requests }) => requests.decide(id, decision), {}, done))) return;
    await this.#desk.host.updateComplete;
    const root = this.#desk.host.renderRoot;
    const next =
      root.querySelector<HTMLElement>('[data-request] .primary') ?? root.querySelector<HTMLElement>('#requests');
    next?.focus();
  }

  render(waiting: readonly MembershipRequest[]) {
    const { localize } = this.#desk.host;
    return html`<section part="requests" aria-labelledby="requests">
      <h2 id="requests" tabindex="-1">${localize.term('placeRequests')}</h2>
      ${
        waiting.length
          ? html`<ul>
              ${repeat(
                waiting,
                ({ id }) => id,
                (request) => this.#request(request),
              )}
            </ul>`
          : html`<p class="muted">${localize.term('placeRequestsNone')}</p>`
      }
    </section>`;
  }

  #request({ id, person, note, createdAt }: MembershipRequest) {
    const { localize } = this.#desk.host;
    const refuse = (event: Event) => {
      event.preventDefault();
      const reason = String(new FormData(event.target as HTMLFormElement).get('reason') ?? '').trim();
      if (reason) void this.#decide(id, { decision: 'refuse', reason }, localize.term('placeRefused', person.name));
    };
    return html`<li class="person" data-request=${id}>
      ${who(person, localize, html`<span class="muted">${localize.ago(createdAt)}</span>`)}
      <button
        class="primary"
        type="button"
        @click=${() => this.#decide(id, { decision: 'approve' }, localize.term('placeLetIn', person.name))}
      >
        ${named(localize.term('placeApprove'), person.name)}
      </button>
      <button class="quiet" type="button" @click=${() => this.#ask(id)}>
        ${named(localize.term('placeRefuse'), person.name)}
      </button>
      ${note ? html`<p class="wide said" dir="auto">${note}</p>` : nothing}
      ${
        this.#refusing === id
          ? html`<form @submit=${refuse}>
              <label
                >${localize.term('placeReason')}
                <input name="reason" required maxlength=${limits.requestNote} />
              </label>
              <div class="form-end">
                <button class="quiet" type="button" @click=${() => this.#ask('')}>${localize.term('cancel')}</button>
                <button class="primary">${localize.term('placeRefuseDo')}</button>
              </div>
            </form>`
          : nothing
      }
    </li>`;
  }
}
