import type { Person } from '@parvis/contracts';
import { type PropertyValues, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import arrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import clock from 'lucide/dist/esm/icons/clock.mjs';
import pin from 'lucide/dist/esm/icons/map-pin.mjs';
import { Hearing } from '../controllers/hearing.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import { PersonController } from '../controllers/person-controller.ts';
import { avatar } from '../internal/avatar.ts';
import { child } from '../internal/child.ts';
import { flagPlaceholder } from '../internal/flag-placeholder.ts';
import { html, icon } from '../internal/icons.ts';
import { unitSteps } from '../internal/names.ts';
import { missed } from '../internal/problems.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { warnOnce } from '../internal/warn.ts';
import { peopleStyles } from '../styles/people.ts';
import { states } from '../styles/states.ts';
import type { Property } from '../controllers/surroundings-controller.ts';
import type { Details } from './details.ts';
import type { Editor } from './editor.ts';
import { contact, firstSkills, timeOf } from './at-a-glance.ts';
import { notes } from './notes.ts';
import { notesStyles } from './notes.styles.ts';
import { profileCardStyles } from './profile-card.styles.ts';

export const cardSections = [
  'said',
  'absence',
  'mandates',
  'contact',
  'org',
  'skills',
  'languages',
  'time',
  'communities',
  'activity',
] as const;
export type CardSection = (typeof cardSections)[number];

const backIcon = icon(arrowLeft);
const clockIcon = icon(clock);
const pinIcon = icon(pin);

/** Those who share a property, in the place of one person; what the list is called. */
export type Sharing = { property: Property; title: string };

/**
 * @summary Who somebody is and how to reach them: contact, place in the organisation, skills, the time where they are. With
 * `editable` people edit their own.
 *
 * @slot - Further sections, after ours.
 *
 * @event parvis-person-open - Somebody chose a colleague (`person`, `anchor`). Preventing it keeps the
 * card from going there.
 *
 * @csspart card - Everything.
 * @csspart photo - The photo, or the initials.
 * @csspart name - The name.
 * @csspart title - The job title.
 * @csspart place - Unit and site.
 * @csspart time - The local time.
 * @csspart contact - The contact links.
 * @csspart skills - The skills.
 * @csspart org - The place in the organisation.
 * @csspart hours - The working hours, and the time where they are.
 * @csspart languages - The languages.
 * @csspart communities - The communities in common.
 * @csspart activity - What they wrote last.
 * @csspart said - How the name is said, and the pronouns.
 * @csspart absence - That they are away, and who stands in.
 * @csspart mandates - What they may speak for the company on.
 * @csspart given - For admins, in the whole profile: what they may speak for the company on, to be changed.
 * @csspart header - Photo, name and place.
 * @csspart actions - What leads to the whole profile, and the flag button.
 * @csspart directory - What the directory says, while the rest is edited.
 * @csspart suggested - Skills that are suggested.
 * @csspart error - What stands where the person could not be loaded.
 */
export class ParvisProfileCard extends ParvisElement {
  static override readonly elementName: string = 'profile-card';
  static override readonly families = ['card'] as const;
  static override styles = [...ParvisElement.styles, states, peopleStyles, profileCardStyles, notesStyles];

  readonly #person = new PersonController(this);
  #details: Details | undefined;
  #editor: Editor | undefined;
  #time = '';

  /** The people come from, to go back to: the latest last. */
  @state() private trail: readonly { id: string; name: string; sharing: Sharing | undefined }[] = [];
  @state() private current = '';
  @state() private sharing: Sharing | undefined;
  @state() private editing = false;

  /** Whom: their id or user name. */
  @property() for = '';
  /** Shows everything instead of the most needed. */
  @property({ type: Boolean, reflect: true }) expanded = false;
  /**
   * What to show, in words separated by spaces: `said` (how the name is said, and pronouns), `absence` (with who stands
   * in), `mandates` (what they may speak for the company on), `contact`, `org`, `skills`, `languages`, `time`,
   * `communities` (those in common), `activity` (what they wrote last). Default: all of them.
   */
  @property() sections = '';
  /** Whoever looks at their own card can edit it here. */
  @property({ type: Boolean }) editable = false;

  constructor() {
    super();
    new OnlineController(this, () => this.#person.error && this.#person.renew());
    new Hearing(this, {
      // By what they and administrators write; by imports, which are told of as a whole.
      event: ({ type, subject }) => type === 'person.updated' && subject.id === this.#person.person?.id,
      again: this.#person.renew,
      tick: () => {
        const { person } = this.#person;
        if (person && timeOf(person, this.localize) !== this.#time) this.requestUpdate();
      },
    });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('for')) {
      this.current = this.for;
      this.trail = [];
      this.sharing = undefined;
      this.editing = false;
    }
    this.#person.show(this.current);
    if ((this.expanded || this.sharing) && !this.#details) void this.#loadDetails();
  }

  /** Of who is there, only the time of day is said. */
  protected override get saysTimes() {
    const { person } = this.#person;
    return !!(person?.departed || person?.absence);
  }

  protected override reload() {
    return this.#person.renew();
  }

  protected override updated() {
    const card = this.renderRoot.querySelector<HTMLElement>('.card');
    if (card?.matches(':focus')) card.querySelector<HTMLElement>('#name')?.focus();
  }

  async #loadDetails() {
    try {
      const [{ Details }, { detailsStyles }] = await Promise.all([
        import('./details.ts'),
        import('./details.styles.ts'),
      ]);
      await this.extend('profile', [detailsStyles]);
      this.#details ??= new Details(this, { walk: this.walk, share: this.#share, renew: this.#person.renew });
      this.requestUpdate();
    } catch {
      // The compact card stays, and its button asks again.
      this.expanded = false;
      missed(this);
    }
  }

  #edit = async () => {
    try {
      const [{ Editor }, styles] = await Promise.all([import('./editor.ts'), import('./editor.styles.ts')]);
      await this.extend('profile-editor', styles.editorStyles);
      this.#editor ??= new Editor(this, () => {
        this.editing = false;
        void this.#person.renew();
        this.#focus();
      });
      this.editing = true;
      this.#focus();
    } catch {
      missed(this);
    }
  };

  #shows = (section: CardSection) => {
    const wanted = this.sections.split(/[\s,]+/).filter(Boolean);
    if (import.meta.env.DEV)
      for (const word of wanted)
        if (!cardSections.includes(word as CardSection))
          warnOnce(
            `<${this.localName} sections="${this.sections}">: there is no section "${word}"; use ${cardSections.map((name) => `"${name}"`).join(', ')}.`,
          );
    const known = wanted.filter((word) => cardSections.includes(word as CardSection));
    return !known.length || known.includes(section);
  };

  /** Shows somebody else on the same card, with a way back. */
  private walk = (id: string) => {
    const { person } = this.#person;
    if (person) this.#leave(person);
    this.sharing = undefined;
    this.#go(id);
  };

  #leave({ id, name }: Person) {
    this.trail = [...this.trail, { id, name, sharing: this.sharing }];
  }

  /** Shows who shares something, in the place of the person. */
  #share = (sharing: Sharing) => {
    const { person } = this.#person;
    if (person) this.#leave(person);
    this.sharing = sharing;
    this.#focus();
  };

  #handleBack = () => {
    const last = this.trail.at(-1);
    this.trail = this.trail.slice(0, -1);
    this.sharing = last?.sharing;
    if (last) this.#go(last.id);
  };

  #go(id: string) {
    this.current = id;
    this.#focus();
  }

  #focus() {
    // What had the focus goes away with the person; the name takes it as soon as there is one.
    this.renderRoot.querySelector<HTMLElement>('.card')?.focus();
  }

  #handleToggle = () => {
    this.expanded = !this.expanded;
    if (this.expanded) this.#focus();
  };

  #content(person: Person) {
    const { localize } = this;
    const { id, name, title, unit, site, circle, departed, abilities, flag } = person;
    const details = this.expanded ? this.#details : undefined;
    const place =
      this.#shows('org') && !details ? [site, unitSteps(unit ?? '').at(-1)].filter(Boolean).join(' · ') : '';
    this.#time = this.#shows('time') ? timeOf(person, this.localize) : '';
    const flagged = abilities.flag || flag;
    return html`
      <header part="header">
        ${avatar(person)}
        <div class="who">
          <h3 id="name" part="name" tabindex="-1">
            <bdi>${name}</bdi>${
              circle === 'employee'
                ? nothing
                : html` <span class="badge outside"
                    >${localize.term(circle === 'client' ? 'circleClient' : 'circleSupplier')}</span
                  >`
            }
          </h3>
          ${title ? html`<p part="title"><bdi>${title}</bdi></p>` : nothing}
        </div>
      </header>
      ${notes(this, person, this.walk, this.#shows)}
      ${
        place || this.#time
          ? html`<ul class="lines">
              ${place ? html`<li part="place">${pinIcon}<bdi>${place}</bdi></li>` : nothing}
              ${this.#time ? html`<li part="time">${clockIcon}<bdi>${this.#time}</bdi></li>` : nothing}
            </ul>`
          : nothing
      }
      ${this.#shows('contact') && !departed ? contact(person, localize) : nothing}
      ${details ? details.render(person, this.#shows) : this.#shows('skills') ? firstSkills(person, localize) : nothing}
      <slot></slot>
      <footer part="actions">
        <button class="quiet" type="button" aria-expanded=${this.expanded} @click=${this.#handleToggle}>
          ${localize.term(this.expanded ? 'cardLess' : 'cardMore')}
        </button>
        ${
          this.editable && abilities.edit
            ? html`<button class="quiet edit" type="button" @click=${this.#edit}>${localize.term('cardEdit')}</button>`
            : nothing
        }
        ${
          abilities.follow
            ? html`<button
                class="quiet follow"
                type="button"
                title=${localize.term('cardFollowHint')}
                @click=${() => this.#person.follow(!person.followed)}
              >
                ${localize.term(person.followed ? 'cardFollowed' : 'cardFollow')}
              </button>`
            : nothing
        }
        ${flagged ? child(this, 'flag-button', { kind: 'person', for: id, receipt: flag }, flag ? undefined : flagPlaceholder(localize.term('cardFlag'))) : nothing}
      </footer>
      ${
        this.#person.failed
          ? html`<p class="problem" role="alert">${this.problemWords(this.#person.failed)}</p>`
          : nothing
      }
    `;
  }

  #body() {
    const { person, error } = this.#person;
    const { localize } = this;
    if (person && this.sharing && this.#details) return this.#details.renderSharing(this.sharing);
    if (person && this.editing && this.#editor) return this.#editor.render(person);
    if (person) return this.#content(person);
    if ((error as { code?: string } | undefined)?.code === 'not-found')
      return html`<p class="missing" part="error">${localize.term('cardMissing')}</p>`;
    if (error) return this.problem(error, this.#person.renew);
    return html`<div class="bones" role="status">
      <span class="visually-hidden">${localize.term('loading')}</span>
      <div></div>
    </div>`;
  }

  override render() {
    const back = this.trail.at(-1);
    return html`<article
      class="card"
      part="card"
      tabindex="-1"
      aria-labelledby=${this.#person.person ? 'name' : nothing}
    >
      ${
        back
          ? html`<button class="quiet back" type="button" @click=${this.#handleBack}>
              ${backIcon}<span>${this.localize.term('cardBack', back.sharing?.title ?? back.name)}</span>
            </button>`
          : nothing
      }
      ${this.#body()}
    </article>`;
  }
}
