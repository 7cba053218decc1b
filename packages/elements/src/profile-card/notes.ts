import type { Person, PersonReference } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { child } from '../internal/child.ts';
import { today } from '../internal/local-time.ts';
import { unitSteps } from '../internal/names.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import type { CardSection } from './profile-card.ts';

const someone = (host: ParvisElement, person: PersonReference, walk: (id: string) => void) =>
  child(host, 'person', { person, withoutPreview: true, open: walk });

/** That somebody left, which is always said, or is away, and whom to ask instead. */
function absent(host: ParvisElement, person: Person, walk: (id: string) => void, away: boolean) {
  const { localize } = host;
  const { departed, departedAt, deputy, unit, absence } = person;
  if (departed)
    return html`<p class="left">
      <b>${localize.term('cardLeft', departedAt ? localize.date(departedAt, 'year') : '')}</b>
      ${
        deputy
          ? html`<span>${localize.term('cardAskInstead')}</span> ${someone(host, deputy, walk)}`
          : unit
            ? html`<span>${localize.term('cardAskUnit', unitSteps(unit).join(' › '))}</span>`
            : nothing
      }
    </p>`;
  if (!absence || !away) return nothing;
  // Days have no time zone: at noon they are the same nearly everywhere.
  const day = (date: string) => localize.date(`${date}T12:00:00`, 'day');
  return html`<p class="left" part="absence">
    <b
      >${
        absence.from > today()
          ? localize.term('cardAwayFrom', day(absence.from), day(absence.until))
          : localize.term('cardAwayUntil', day(absence.until))
      }</b
    >
    ${
      absence.deputy
        ? html`<span>${localize.term('cardMeanwhile')}</span> ${someone(host, absence.deputy, walk)}`
        : nothing
    }
  </p>`;
}

/** What stands below the name. */
export function notes(
  host: ParvisElement,
  person: Person,
  walk: (id: string) => void,
  shows: (section: CardSection) => boolean,
) {
  const { localize } = host;
  const { pronouns, pronunciation, mandates } = person;
  const said = [
    pronunciation ? html`<span>${localize.term('cardSaid')} <bdi>${pronunciation}</bdi></span>` : undefined,
    pronouns
      ? html`<span><span class="visually-hidden">${localize.term('cardPronouns')} </span><bdi>${pronouns}</bdi></span>`
      : undefined,
  ].filter(Boolean);
  return html`${said.length && shows('said') ? html`<p class="said" part="said">${said}</p>` : nothing}
  ${absent(host, person, walk, shows('absence'))}
  ${
    mandates.length && shows('mandates')
      ? html`<p class="mandates" part="mandates">
          <span class="muted">${localize.term('cardSpeaks')}</span>
          ${mandates.map((topic) => html`<span class="badge"><bdi>${topic}</bdi></span> `)}
        </p>`
      : nothing
  }`;
}
