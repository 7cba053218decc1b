import type { Member } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Desk } from './desk.ts';
import { named, who } from './who.ts';

/** Who belongs to a community, and what its stewards make of them. */
export class Members {
  readonly #desk: Desk;
  /** Whom a question is asked about. */
  #removing = '';

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  #ask(person: string) {
    this.#removing = person;
    this.#desk.host.requestUpdate();
  }

  render({ items, next }: { items: readonly Member[]; next: string | null }, more: () => void) {
    const { host, community } = this.#desk;
    const { localize } = host;
    return html`<section part="members" aria-labelledby="members">
      <h2 id="members">${localize.term('placeMembers')}</h2>
      ${
        community.abilities.members
          ? html`<ul>
              ${repeat(
                items,
                ({ person }) => person.id,
                (member) => this.#member(member),
              )}
            </ul>`
          : html`<p class="muted">${localize.term('placeMembersHidden')}</p>`
      }
      ${
        next
          ? html`<button class="outlined more" type="button" @click=${more}>
              ${localize.term('placeMoreMembers')}
            </button>`
          : nothing
      }
    </section>`;
  }

  #member({ person, role, abilities }: Member) {
    const { host, community } = this.#desk;
    const { localize } = host;
    const { id } = community;
    const last = { conflict: localize.term('placeLast') };
    const wanted = role === 'steward' ? 'member' : 'steward';
    return html`<li class="person" data-member=${person.id}>
      ${who(person, localize, role === 'steward' ? html`<span class="badge">${localize.term('placeSteward')}</span>` : nothing)}
      ${
        abilities.setRole
          ? html`<button
              class="quiet"
              type="button"
              @click=${() => this.#desk.do(({ communities }) => communities.setRole(id, person.id, wanted), last)}
            >
              ${named(localize.term(role === 'steward' ? 'placeNameMember' : 'placeNameSteward'), person.name)}
            </button>`
          : nothing
      }
      ${
        abilities.remove && this.#removing !== person.id
          ? html`<button class="quiet" type="button" @click=${() => this.#ask(person.id)}>
              ${named(localize.term('placeRemove'), person.name)}
            </button>`
          : nothing
      }
      ${
        this.#removing === person.id
          ? html`<p class="wide" role="alert">
              ${localize.term('placeRemoveSure', person.name)}
              <button
                class="outlined"
                type="button"
                @click=${() => this.#desk.do(({ communities }) => communities.remove(id, person.id), last)}
              >
                ${localize.term('placeRemoveYes')}
              </button>
              <button class="quiet" type="button" @click=${() => this.#ask('')}>${localize.term('cancel')}</button>
            </p>`
          : nothing
      }
    </li>`;
  }
}
