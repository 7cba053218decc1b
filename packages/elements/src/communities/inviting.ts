import type { Invitation } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Picked, type PickerOptions, peopleFor, picker } from '../internal/picker.ts';
import { problemWords } from '../internal/problem.ts';
import type { Desk } from './desk.ts';
import { who } from './who.ts';

/** How many are invited with one word to them. */
const most = 10;

/** Whom to invite, and who was invited and has not answered. */
export class Inviting {
  readonly #desk: Desk;
  readonly #ask: PickerOptions['ask'];
  #chosen: readonly Picked[] = [];
  #fault = '';

  constructor(desk: Desk) {
    this.#desk = desk;
    const { host, community } = desk;
    this.#ask = peopleFor(host, {
      not: ({ person }) =>
        community.circles.includes(person.circle) ? undefined : host.localize.term('placeInviteCircle'),
    });
  }

  #choose(chosen: readonly Picked[]) {
    this.#chosen = chosen;
    this.#fault = '';
    this.#desk.host.requestUpdate();
  }

  #words(error: unknown, name: string): string {
    const { localize } = this.#desk.host;
    const { code, errors } = error as { code?: string; errors?: readonly { message: string }[] };
    if (code === 'not-found') return localize.term('placeInviteUnknown', name);
    if (code === 'invalid-request') return localize.term('placeInviteRefused', name);
    if (code === 'conflict' && errors?.length)
      return localize.term(errors[0]!.message === 'has declined' ? 'placeInviteDeclined' : 'placeInviteNoMore', name);
    if (code === 'conflict') return localize.term('placeInviteAlready', name);
    return localize.term('placeInviteFailed', name, problemWords(error, localize));
  }

  /** One after the other: whoever could not be invited stays chosen, and it is said why. */
  #send = async (event: Event) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const { host, community } = this.#desk;
    const { localize } = host;
    const invited = this.#chosen;
    if (!invited.length) {
      this.#fault = localize.term('placeInviteNobody');
      host.requestUpdate();
      await host.updateComplete;
      host.renderRoot.querySelector<HTMLElement>('#invited')?.focus();
      return;
    }
    const note = String(new FormData(form).get('note') ?? '').trim();
    const left: Picked[] = [];
    const faults: string[] = [];
    const done = await this.#desk.do(
      async ({ communities }) => {
        for (const one of invited)
          try {
            await communities.invite(community.id, { person: one.id, note });
          } catch (error) {
            left.push(one);
            faults.push(this.#words(error, one.name));
          }
      },
      {},
      localize.term('placeInviteSent'),
    );
    if (!done) return;
    if (!left.length) form.reset();
    this.#chosen = left;
    this.#fault = faults.join(' ');
    host.requestUpdate();
  };

  render(waiting: readonly Invitation[]) {
    const { host, busy } = this.#desk;
    const { localize } = host;
    return html`<section part="invite" aria-labelledby="invite">
      <h2 id="invite">${localize.term('placeInvite')}</h2>
      <form novalidate @submit=${this.#send}>
        ${picker(host, {
          id: 'invited',
          label: localize.term('placeInvitePerson'),
          placeholder: localize.term('placeInviteName'),
          chosen: this.#chosen,
          most,
          required: true,
          busy,
          fault: this.#fault,
          ask: this.#ask,
          change: (chosen) => this.#choose(chosen),
        })}
        <label
          >${localize.term('placeInviteNote')}
          <input name="note" maxlength=${limits.requestNote} />
        </label>
        <div class="form-end">
          <button class="outlined" aria-disabled=${busy}>${localize.term('placeInviteDo')}</button>
        </div>
      </form>
      ${
        waiting.length
          ? html`<h3>${localize.term('placeInvited')}</h3>
              <ul>
                ${repeat(
                  waiting,
                  (invitation) => invitation.id,
                  (invitation) =>
                    html`<li class="person" data-invitation=${invitation.id}>
                      ${who(invitation.person, localize, nothing)}
                      <button
                        class="quiet"
                        type="button"
                        @click=${() => this.#desk.do(({ invitations }) => invitations.withdraw(invitation.id))}
                      >
                        ${localize.term('placeUninvite')}
                      </button>
                    </li>`,
                )}
              </ul>`
          : nothing
      }
    </section>`;
  }
}
