import type { Person, PersonReference, Surroundings, WorkingHours } from '@parvis/contracts';
import { type SurroundingPart, surroundingParts } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { SurroundingsController } from '../controllers/surroundings-controller.ts';
import { ParvisPostOpenEvent } from '../events/index.ts';
import { child } from '../internal/child.ts';
import { localTime } from '../internal/local-time.ts';
import { unitSteps } from '../internal/names.ts';
import { missed } from '../internal/problems.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { wayTo } from '../internal/ways.ts';
import type { Mandates } from './mandates.ts';
import type { CardSection, Sharing } from './profile-card.ts';
import { daysOf, hoursNow, hoursWords } from './hours.ts';
import { knownSkills } from './known-skills.ts';

type Ways = {
  /** Shows somebody else on the same card. */
  walk: (person: string) => void;
  /** Shows who shares something. */
  share: (sharing: Sharing) => void;
  /** Asks for the person anew. */
  renew: () => void;
};

/** What the expanded card shows beside the compact one. */
export class Details {
  readonly #host: ParvisElement;
  readonly #ways: Ways;
  readonly #around: SurroundingsController;
  /** What the person may speak for the company on, while an admin changes it. */
  #mandates: Mandates | undefined;
  /** The contribution that is read in place, where the page has no place for posts. */
  #reading = '';

  constructor(host: ParvisElement, ways: Ways) {
    this.#host = host;
    this.#ways = ways;
    this.#around = new SurroundingsController(host);
  }

  render(person: Person, shows: (section: CardSection) => boolean) {
    const parts = surroundingParts.filter((part: SurroundingPart) => shows(part));
    this.#around.show(person.id, parts.join());
    const { found, error } = this.#around;
    const { localize } = this.#host;
    return html`
      ${person.bio ? html`<p class="bio" lang=${person.bioLanguage ?? nothing} dir="auto">${person.bio}</p>` : nothing}
      ${shows('contact') ? this.#contact(person) : nothing} ${shows('org') ? this.#org(person, found) : nothing}
      ${shows('skills') ? knownSkills(localize, person, found, this.#around, this.#shared) : nothing}
      ${shows('languages') ? this.#languages(person) : nothing} ${shows('time') ? this.#hours(person) : nothing}
      ${shows('communities') && found ? this.#communities(found) : nothing}
      ${shows('activity') && found ? this.#activity(found) : nothing}
      ${shows('mandates') && person.abilities.mandate ? this.#given(person) : nothing}
      ${
        error
          ? html`<p class="problem" role="status">
              ${localize.term('profileSurroundingsMissing')}
              <button class="quiet" type="button" @click=${this.#around.reload}>${localize.term('retry')}</button>
            </p>`
          : nothing
      }
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

  /** A property: a press shows who shares it. */
  #shared = (text: string, sharing: Sharing) =>
    html`<button
      class="property"
      type="button"
      title=${this.#host.localize.term('profileSharing', text)}
      @click=${() => this.#ways.share(sharing)}
    >
      <bdi>${text}</bdi>
    </button>`;

  #person(person: PersonReference) {
    return child(this.#host, 'person', { person, withoutPreview: true, open: this.#ways.walk });
  }

  #people(people: readonly PersonReference[], more: unknown = nothing) {
    return html`<ul class="people">
      ${people.map((person) => html`<li>${this.#person(person)}</li>`)}
      ${more === nothing ? nothing : html`<li>${more}</li>`}
    </ul>`;
  }

  /** Those of one project together, and then who has the same manager. */
  #colleagues(colleagues: Surroundings['colleagues']) {
    const { localize } = this.#host;
    return [...Map.groupBy(colleagues, ({ project }) => project)].map(
      ([project, some]) =>
        html`<div class="together">
          <span class="muted" dir="auto"
            >${project ? localize.term('profileOnProject', project) : localize.term('profileSameManager')}</span
          >
          ${this.#people(some.map(({ person }) => person))}
        </div>`,
    );
  }

  #org({ id, name, unit, site, manager, joinedAt, departed }: Person, found: Surroundings | undefined) {
    const { localize } = this.#host;
    const path = (unit ?? '')
      .split('/')
      .map((step) => step.trim())
      .filter(Boolean);
    const steps = unitSteps(unit ?? '');
    const all = { property: { manager: id }, title: localize.term('profileLedBy', name) };
    return this.#section('org', localize.term('profileOrg'), [
      [
        localize.term('profileUnit'),
        steps.length &&
          html`<ol class="steps">
            ${steps.map(
              (step, place) =>
                html`<li>
                  ${this.#shared(step, {
                    property: { unit: path.slice(0, place + 1).join('/') },
                    title: localize.term('profileIn', step),
                  })}
                </li>`,
            )}
          </ol>`,
      ],
      [
        localize.term('profileSite'),
        site && this.#shared(site, { property: { site }, title: localize.term('profileAt', site) }),
      ],
      [localize.term('profileManager'), manager && this.#person(manager)],
      [
        localize.term('profileReports'),
        found?.reports.length &&
          this.#people(
            found.reports,
            found.moreReports
              ? html`<button class="property" type="button" @click=${() => this.#ways.share(all)}>
                  ${localize.term('profileAllReports')}
                </button>`
              : nothing,
          ),
      ],
      [localize.term('profileColleagues'), found?.colleagues.length && this.#colleagues(found.colleagues)],
      [localize.term('profileSince'), !departed && joinedAt && localize.date(joinedAt, 'year')],
    ]);
  }

  #languages({ languages }: Person) {
    const { localize } = this.#host;
    if (!languages.length) return nothing;
    return html`<section part="languages">
      <h4>${localize.term('profileLanguages')}</h4>
      <p class="small">${languages.map((tag) => localize.languageName(tag)).join(', ')}</p>
    </section>`;
  }

  #hours({ workingHours, timeZone, departed }: Person) {
    if (!workingHours || departed) return nothing;
    const { localize } = this.#host;
    const local = timeZone ? localTime(timeZone, localize.lang()) : undefined;
    const now = this.#now(workingHours, timeZone);
    return this.#section('hours', localize.term('profileTime'), [
      [
        localize.term('profileHours'),
        html`${daysOf(workingHours.days, localize.lang(), localize.term('profileDaily'))},
          <bdi dir="ltr">${hoursWords(workingHours, localize.lang())}</bdi>`,
      ],
      [
        localize.term('profileLocal'),
        local && now !== undefined && html`${local.time}, ${localize.term(now ? 'profileWorks' : 'profileRests')}`,
      ],
    ]);
  }

  #now(hours: WorkingHours, timeZone: string | null) {
    return timeZone ? hoursNow(hours, timeZone) : undefined;
  }

  #communities({ communities }: Surroundings) {
    if (!communities.length) return nothing;
    return html`<section part="communities">
      <h4>${this.#host.localize.term('profileCommunities')}</h4>
      <ul class="plain">
        ${communities.map(({ name }) => html`<li class="badge"><bdi>${name}</bdi></li>`)}
      </ul>
    </section>`;
  }

  #activity({ contributions }: Surroundings) {
    if (!contributions.length) return nothing;
    const { localize } = this.#host;
    const { postUrl } = this.#around;
    const open = (post: string) => (event: Event) => {
      const prevented = !this.#host.dispatchEvent(new ParvisPostOpenEvent(post));
      if (prevented || !postUrl) event.preventDefault();
      if (!prevented && !postUrl) this.#reading = this.#reading === post ? '' : post;
      this.#host.requestUpdate();
    };
    return html`<section part="activity">
      <h4>${localize.term('profileActivity')}</h4>
      <ul class="activity">
        ${contributions.map(
          ({ id, kind, post, page, title, text, at }) =>
            html`<li>
              <a
                dir="auto"
                href=${page ?? (postUrl || '#parvis-post-{id}').replace('{id}', encodeURIComponent(post))}
                @click=${page ? nothing : open(post)}
                >${title ?? (text || localize.term('profileAnswered'))}</a
              >
              ${title && text ? html`<span class="muted excerpt" dir="auto">${text}</span>` : nothing}
              <span class="muted">
                ${kind === 'comment' ? html`${localize.term('profileAnswered')} · ` : nothing}${localize.ago(at)}
              </span>
              ${this.#reading && this.#reading === post && id ? child(this.#host, 'post', { post }) : nothing}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  /** For admins: what somebody may speak for the company on, changed here. */
  #given(person: Person) {
    const { localize } = this.#host;
    if (this.#mandates?.person === person.id) return this.#mandates.draw(person);
    return html`<section part="given">
      <h4>${localize.term('cardSpeaks')}</h4>
      <div class="given">
        <span class=${person.mandates.length ? '' : 'muted'} dir="auto"
          >${person.mandates.length ? localize.list(person.mandates) : localize.term('profileNoMandates')}</span
        >
        <button class="outlined" type="button" id="mandate" @click=${() => this.#mandate(person)}>
          ${localize.term('profileMandate')}
        </button>
      </div>
    </section>`;
  }

  async #mandate(person: Person) {
    try {
      const [{ Mandates }, { fields }] = await Promise.all([import('./mandates.ts'), import('../styles/fields.ts')]);
      await this.#host.extend('mandates', [fields]);
      const leave = (changed: boolean) => {
        this.#mandates = undefined;
        if (changed) this.#ways.renew();
        this.#focus('#mandate');
      };
      this.#mandates = new Mandates(this.#host, person, leave);
      this.#focus('#mandates');
    } catch {
      missed(this.#host);
    }
  }

  #focus(selector: string) {
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  /** The focus goes to the first of those who came: the button may be gone. */
  #more = async () => {
    const before = this.#around.list.items.length;
    await this.#around.more();
    if (this.#around.list.items.length > before) this.#focus(`.sharing > :nth-child(${before + 1})`);
  };

  /** Who shares a property, in the place of the person. */
  renderSharing({ property, title }: Sharing) {
    const { localize } = this.#host;
    this.#around.showList(property);
    const { status, items, next, error } = this.#around.list;
    return html`<h3 id="name" part="name" tabindex="-1"><bdi>${title}</bdi></h3>
      ${
        items.length
          ? html`<ul class="sharing">
              ${items.map(
                (person) =>
                  html`<li tabindex="-1">
                    ${this.#person(person)}
                    <span class="muted" dir="auto">${[person.title, person.site].filter(Boolean).join(' · ')}</span>
                  </li>`,
              )}
            </ul>`
          : nothing
      }
      ${status === 'ready' && !items.length ? html`<p class="muted">${localize.term('profileNobody')}</p>` : nothing}
      ${status === 'loading' ? html`<p class="muted" role="status">${localize.term('loading')}</p>` : nothing}
      ${status === 'error' ? html`<p class="problem" role="alert">${problemWords(error, localize)}</p>` : nothing}
      ${
        next && status !== 'loading'
          ? html`<button class="outlined" type="button" @click=${this.#more}>
              ${localize.term('profileMorePeople')}
            </button>`
          : nothing
      }`;
  }
}
