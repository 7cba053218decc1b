/** The skills of the expanded card, with who confirmed them. */
import type { Confirmation, Person, Surroundings } from '@parvis/contracts';
import { skillLevels } from '@parvis/contracts/tables';
import { type TemplateResult, html, nothing } from 'lit';
import type { SurroundingsController } from '../controllers/surroundings-controller.ts';
import { labelIn } from '../internal/names.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { levelTerms, tagTerms } from '../internal/skill-words.ts';
import type { Sharing } from './profile-card.ts';

type Localize = ParvisElement['localize'];
/** Draws a property that a press shows the sharers of. */
type Shared = (text: string, sharing: Sharing) => TemplateResult;

/** Who confirmed it, and the viewer's own say. */
function confirmation(
  localize: Localize,
  called: string,
  said: Confirmation | undefined,
  around: SurroundingsController,
) {
  if (!said) return nothing;
  const { skill, people, more, confirmed, abilities } = said;
  // Who confirmed it just now is among the names once the answer has come.
  const names = people.map(({ name }) => `\u2068${name}\u2069`);
  const list = [
    ...(confirmed && !names.length ? [localize.term('profileYou')] : []),
    ...names,
    ...(more ? [localize.term('profileOthers')] : []),
  ];
  const failed = around.failed[skill];
  if (!list.length && !abilities.confirm) return nothing;
  return html`<span class="confirmed ${list.length ? '' : 'alone'}">
    ${list.length ? html`<span>${localize.term('profileConfirmedBy', localize.list(list))}</span>` : nothing}
    ${
      abilities.confirm
        ? html`<button
            class="quiet"
            type="button"
            aria-pressed=${confirmed}
            title=${localize.term('profileConfirmHint', called)}
            @click=${() => void around.confirm(skill, !confirmed)}
          >
            ${localize.term(confirmed ? 'profileUnconfirm' : 'profileConfirm')}<span class="visually-hidden"
              >, ${called}</span
            >
          </button>`
        : nothing
    }
    ${failed ? html`<span class="problem" role="alert">${problemWords(failed, localize)}</span>` : nothing}
  </span>`;
}

export function knownSkills(
  localize: Localize,
  { skills, departed }: Person,
  found: Surroundings | undefined,
  around: SurroundingsController,
  shared: Shared,
) {
  if (!skills.length && departed) return nothing;
  return html`<section part="skills">
    <h4>${localize.term('profileSkills')}</h4>
    ${
      skills.length
        ? html`<ul class="skills">
            ${skills.map((skill) => {
              const { id, label, level, tags } = skill;
              const called = labelIn(label, localize.language);
              return html`<li>
                <span class="skill"
                  >${shared(called, {
                    property: { skill: id },
                    title: localize.term('profileKnows', called),
                  })}</span
                >
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
                ${confirmation(
                  localize,
                  called,
                  found?.confirmations.find((one) => one.skill === id),
                  around,
                )}
              </li>`;
            })}
          </ul>`
        : html`<p class="muted">${localize.term('profileNoSkills')}</p>`
    }
  </section>`;
}
