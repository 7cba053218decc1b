/** What the card says of somebody before it is expanded: the time there, the ways to reach them, their first skills. */
import type { Person } from '@parvis/contracts';
import { nothing } from 'lit';
import mailShape from 'lucide/dist/esm/icons/mail.mjs';
import chatShape from 'lucide/dist/esm/icons/message-circle.mjs';
import phoneShape from 'lucide/dist/esm/icons/phone.mjs';
import { html, icon } from '../internal/icons.ts';
import { duration, localTime } from '../internal/local-time.ts';
import { labelIn } from '../internal/names.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { wayTo } from '../internal/ways.ts';

type Localize = ParvisElement['localize'];

const ways = [
  ['mail', 'cardMail', icon(mailShape)],
  ['phone', 'cardCall', icon(phoneShape)],
  ['chat', 'cardChat', icon(chatShape)],
] as const;
/** Skills that are shown. */
const few = 4;

/** What time it is where they are, and how far ahead of here. */
export function timeOf({ timeZone, departed }: Person, localize: Localize) {
  const local = timeZone && !departed ? localTime(timeZone, localize.lang()) : undefined;
  if (!local) return '';
  const { time, ahead } = local;
  const difference =
    ahead === 0
      ? localize.term('cardTimeSame')
      : localize.term(ahead > 0 ? 'cardTimeAhead' : 'cardTimeBehind', duration(Math.abs(ahead)));
  return `${time} · ${difference}`;
}

/** The ways to reach them. */
export function contact(person: Person, localize: Localize) {
  const links = ways.flatMap(([kind, word, shape]) => {
    const to = person[kind];
    const href = to && wayTo[kind](to);
    return href
      ? html`<a class="way" href=${href} rel="noopener"
          >${shape}<span>${localize.term(word)}<span class="visually-hidden">, ${person.name}</span></span></a
        >`
      : [];
  });
  return links.length ? html`<p class="ways" part="contact">${links}</p>` : nothing;
}

/** Their first skills, those first that they want to be asked about. */
export function firstSkills({ skills }: Person, localize: Localize) {
  if (!skills.length) return nothing;
  const asked = (skill: Person['skills'][number]) => skill.tags.includes('ask-me-about');
  const first = [...skills].sort((one, other) => +asked(other) - +asked(one)).slice(0, few);
  const rest = skills.length - first.length;
  return html`<ul class="chips" part="skills" aria-label=${localize.term('cardSkills')}>
    ${first.map(
      (skill) =>
        html`<li class=${asked(skill) ? 'asked' : ''}>
          <bdi>${labelIn(skill.label, localize.language)}</bdi
          >${asked(skill) ? html`<span class="visually-hidden">, ${localize.term('cardAskMe')}</span>` : nothing}
        </li>`,
    )}
    ${rest ? html`<li class="rest">${localize.term('cardMoreSkills', rest)}</li>` : nothing}
  </ul>`;
}
