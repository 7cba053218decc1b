import type { Community } from '@parvis/contracts';
import { html, nothing } from 'lit';
import type { ComposerController } from '../controllers/composer-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';

/** The way into a community, where one would write if one belonged to it. */
export class Joining {
  readonly #host: ParvisElement;
  readonly #composer: ComposerController;
  readonly #id: string;
  #community: Community | undefined;
  #busy = false;
  #failed: unknown;

  /** `id`: of the community, or its short name. */
  constructor(host: ParvisElement, composer: ComposerController, id: string) {
    this.#host = host;
    this.#composer = composer;
    this.#id = id;
    void this.#load();
  }

  get id() {
    return this.#id;
  }

  async #load() {
    // Who may not know of it is told no more than that members write here.
    this.#community = await this.#composer.ask(({ communities }) => communities.get(this.#id)).catch(() => undefined);
    this.#host.requestUpdate();
  }

  #enter = async () => {
    const community = this.#community;
    if (!community || this.#busy) return;
    this.#busy = true;
    this.#failed = undefined;
    this.#host.requestUpdate();
    const { abilities, id, invitation } = community;
    try {
      const asks = !abilities.join && !invitation;
      this.#community = await this.#composer.ask(async ({ communities, invitations }) => {
        if (invitation) await invitations.answer(invitation, true);
        else if (abilities.join) return communities.join(id);
        else return communities.request(id, '');
        return communities.get(id);
      });
      if (!asks) {
        await this.#composer.joined();
        this.#host.focus();
      }
    } catch (error) {
      this.#failed = error;
    } finally {
      this.#busy = false;
      this.#host.requestUpdate();
    }
  };

  render() {
    const { localize } = this.#host;
    const community = this.#community;
    if (!community) return nothing;
    const { abilities, invitation, request, name, joinRule } = community;
    const label = invitation
      ? localize.term('joinAccept', name)
      : abilities.join
        ? localize.term('joinNow', name)
        : abilities.request
          ? localize.term('joinAsk', name)
          : '';
    return html`${
      label
        ? html`<button class="outlined" type="button" aria-disabled=${this.#busy} @click=${this.#enter}>
            ${label}
          </button>`
        : html`<span role="status"
            >${
              request
                ? localize.term('joinAsked', localize.ago(request.at))
                : joinRule === 'invite'
                  ? localize.term('joinInvite')
                  : nothing
            }</span
          >`
    }
    ${this.#failed ? html`<span class="problem" role="alert">${problemWords(this.#failed, localize)}</span>` : nothing}`;
  }
}
