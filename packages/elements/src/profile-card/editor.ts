import type { OwnProfile, Person } from '@parvis/contracts';
import type { ProfileField } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { OnlineController } from '../controllers/online-controller.ts';
import { OwnProfileController } from '../controllers/own-profile-controller.ts';
import { avatar } from '../internal/avatar.ts';
import { labelIn, unitSteps } from '../internal/names.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemState } from '../internal/states.ts';
import { OwnFields } from './own-fields.ts';
import { OwnSkills } from './own-skills.ts';

/** What the parts of the editor ask of it. */
export type Desk = {
  redraw(): void;
  /** Moves the focus to what will be drawn. */
  focus(selector: string): void;
  /** One thing is open at a time: this part opens one. */
  taken(by: unknown): void;
  /** Whether something is open. */
  readonly busy: boolean;
};

/** The card of the viewer while they edit it. Each field and each skill is saved by itself. */
export class Editor {
  readonly #host: ParvisElement;
  readonly #own: OwnProfileController;
  readonly #done: () => void;
  readonly #fields: OwnFields;
  readonly #skills: OwnSkills;

  constructor(host: ParvisElement, done: () => void) {
    this.#host = host;
    this.#done = done;
    this.#own = new OwnProfileController(host);
    const parts = () => [this.#fields, this.#skills];
    const desk: Desk = {
      redraw: () => host.requestUpdate(),
      focus: (selector) =>
        void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>(selector)?.focus()),
      taken: (by) => parts().forEach((part) => part !== by && part.leave()),
      get busy() {
        return parts().some((part) => part.busy);
      },
    };
    this.#fields = new OwnFields(host, this.#own, desk);
    this.#skills = new OwnSkills(host, this.#own, desk);
    new OnlineController(host, () => this.#own.error && void this.#own.load());
  }

  render(person: Person) {
    const { profile, error } = this.#own;
    const { localize } = this.#host;
    if (!profile)
      return error
        ? problemState(error, localize, () => void this.#own.load())
        : html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    return html`<div class="editor">
      <header>
        ${avatar(profile.person)}
        <div class="who">
          <h3 id="name" tabindex="-1">${localize.term('editTitle')}</h3>
          <p class="muted"><bdi>${profile.person.name}</bdi></p>
        </div>
      </header>
      <section>
        <h4>${localize.term('editAbout')}</h4>
        <ul class="rows">
          ${repeat(
            profile.fields.filter(({ editable }) => editable),
            ({ field }) => field,
            (field) => this.#fields.row(profile, field),
          )}
        </ul>
      </section>
      <section>
        <h4>${localize.term('editSkills')}</h4>
        <ul class="rows">
          ${repeat(
            profile.skills,
            ({ id }) => id,
            (skill) => this.#skills.row(profile, skill),
          )}
          <li>${this.#skills.adding(profile)}</li>
        </ul>
      </section>
      ${this.#skills.suggested()} ${this.#directory(profile, person)}
      <p class="end">
        <button class="primary" type="button" @click=${this.#done}>${localize.term('editDone')}</button>
      </p>
      <p class="visually-hidden" role="status">${this.#own.saved ? localize.term('editSaved') : nothing}</p>
    </div>`;
  }

  #directory(profile: OwnProfile, { name, title, unit, site, manager, mail, phone, bio }: Person) {
    const { localize } = this.#host;
    const { directory } = profile;
    const fixed = (field: ProfileField) => profile.fields.some((one) => one.field === field && !one.editable);
    const facts: [string, string | null | undefined][] = [
      [localize.term('factName'), name],
      [localize.term('factTitle'), title],
      [localize.term('profileUnit'), unitSteps(unit ?? '').join(' › ')],
      [localize.term('profileSite'), site],
      [localize.term('profileManager'), manager?.name],
      [localize.term('profileMail'), mail],
      ...(fixed('phone') ? ([[localize.term('profilePhone'), phone]] as [string, string | null][]) : []),
      ...(fixed('bio') ? ([[localize.term('fieldBio'), bio]] as [string, string | null][]) : []),
    ];
    return html`<section part="directory">
      <h4>${localize.term('editDirectory', labelIn(directory.name, localize.language))}</h4>
      <dl class="facts">
        ${facts
          .filter(([, value]) => value)
          .map(
            ([word, value]) =>
              html`<div>
                <dt>${word}</dt>
                <dd dir="auto">${value}</dd>
              </div>`,
          )}
      </dl>
      <p class="note">
        ${localize.term('editDirectoryHint')}
        ${
          directory.address
            ? html`<a href=${directory.address} rel="noopener">${localize.term('editCorrect')}</a>`
            : nothing
        }
      </p>
    </section>`;
  }
}
