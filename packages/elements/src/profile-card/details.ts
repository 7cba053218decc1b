import type { Person } from '@parvis/contracts';
import { type SkillLevel, type SkillTag, skillLevels } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { child } from '../internal/child.ts';
import { labelIn, unitSteps } from '../internal/names.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { wayTo } from '../internal/ways.ts';
import type { CardSection } from './profile-card.ts';

const levelTerms = {
  learning: 'levelLearning',
  practising: 'levelPractising',
  proficient: 'levelProficient',
  expert: 'levelExpert',
} as const satisfies Record<SkillLevel, string>;
const tagTerms = {
  'ask-me-about': 'tagAskMeAbout',
  'can-mentor': 'tagCanMentor',
  'want-to-learn': 'tagWantToLearn',
} as const satisfies Record<SkillTag, string>;

/** What the expanded card shows beside the compact one. */
export class Details {
  readonly #host: ParvisElement;
  readonly #walk: (person: string) => void;

  constructor(host: ParvisElement, walk: (person: string) => void) {
    this.#host = host;
    this.#walk = walk;
  }

  render(person: Person, shows: (section: CardSection) => boolean) {
    return html`
      ${person.bio ? html`<p class="bio" dir="auto">${person.bio}</p>` : nothing}
      ${shows('contact') ? this.#contact(person) : nothing} ${shows('org') ? this.#org(person) : nothing}
      ${shows('skills') ? this.#skills(person) : nothing}
    `;
  }

  #section(part: string, title: string, rows: [word: string, value: unknown][]) {
    const filled = rows.filter(([, value]) => value);
    if (!filled.length) return nothing;
    return html`<section part=${part}>
      <h4>${title}</h4>
      <dl>
        ${filled.map(
          ([word, value]) =>
            html`<div>
              <dt>${word}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
    </section>`;
  }

  #contact({ mail, phone }: Person) {
    const { localize } = this.#host;
    const link = (text: string | null, href: string | undefined) =>
      text && (href ? html`<a href=${href} rel="noopener"><bdi dir="ltr">${text}</bdi></a>` : text);
    return this.#section('contact', localize.term('profileContact'), [
      [localize.term('profileMail'), mail && link(mail, wayTo.mail(mail))],
      [localize.term('profilePhone'), phone && link(phone, wayTo.phone(phone))],
    ]);
  }

  #org({ unit, site, manager, languages, joinedAt, departed }: Person) {
    const { localize } = this.#host;
    const steps = unitSteps(unit ?? '');
    return this.#section('org', localize.term('profileOrg'), [
      [
        localize.term('profileUnit'),
        steps.length &&
          html`<ol class="steps">
            ${steps.map((step) => html`<li><bdi>${step}</bdi></li>`)}
          </ol>`,
      ],
      [localize.term('profileSite'), site],
      [
        localize.term('profileManager'),
        manager && child(this.#host, 'person', { person: manager, withoutPreview: true, open: this.#walk }),
      ],
      [localize.term('profileLanguages'), languages.map((tag) => this.#languageName(tag)).join(', ')],
      [localize.term('profileSince'), !departed && joinedAt && localize.date(joinedAt, 'year')],
    ]);
  }

  #languageName(tag: string) {
    try {
      return new Intl.DisplayNames(this.#host.localize.lang(), { type: 'language' }).of(tag) ?? tag;
    } catch {
      return tag;
    }
  }

  #skills({ skills, departed }: Person) {
    const { localize } = this.#host;
    if (!skills.length && departed) return nothing;
    return html`<section part="skills">
      <h4>${localize.term('profileSkills')}</h4>
      ${
        skills.length
          ? html`<ul class="skills">
              ${skills.map(
                ({ label, level, tags }) =>
                  html`<li>
                    <span class="skill"><bdi>${labelIn(label, localize.language)}</bdi></span>
                    ${
                      level
                        ? html`<span class="level"
                            ><span class="dots" data-level=${skillLevels.indexOf(level) + 1} aria-hidden="true"></span
                            >${localize.term(levelTerms[level])}</span
                          >`
                        : nothing
                    }
                    ${
                      tags.length
                        ? html`<span class="tags"
                            >${tags.map((tag) => html`<span class="badge">${localize.term(tagTerms[tag])}</span> `)}</span
                          >`
                        : nothing
                    }
                  </li>`,
              )}
            </ul>`
          : html`<p class="muted">${localize.term('profileNoSkills')}</p>`
      }
    </section>`;
  }
}
