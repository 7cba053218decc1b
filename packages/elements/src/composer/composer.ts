import { type WritablePostKind, limits, writablePostKinds } from '@parvis/contracts/tables';
import { type PropertyValues, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import chevron from 'lucide/dist/esm/icons/chevron-down.mjs';
import eye from 'lucide/dist/esm/icons/eye.mjs';
import users from 'lucide/dist/esm/icons/users.mjs';
import { ComposerController, type Field } from '../controllers/composer-controller.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import { ParvisPostCreatedEvent } from '../events/index.ts';
import { choice } from '../internal/choice.ts';
import { icon } from '../internal/icons.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { fields } from '../styles/fields.ts';
import { states } from '../styles/states.ts';
import { composerStyles } from './composer.styles.ts';

const usersIcon = icon(users);
const eyeIcon = icon(eye);
const chevronIcon = icon(chevron);

const kindTerms = { update: 'kindUpdate', question: 'kindQuestion', link: 'kindLink' } as const;
const circleTerms = { employee: 'circlesEmployee', client: 'circlesClient', supplier: 'circlesSupplier' } as const;

/**
 * @summary Where one writes: an update, a question or a link, for readers that are chosen in one place and always shown.
 *
 * @event parvis-post-created - What was written is published (`post`).
 *
 * @csspart form - The whole composer.
 * @csspart readers - The button that shows and changes who will read it.
 * @csspart publish - The button that publishes.
 */
export class ParvisComposer extends ParvisElement {
  static override readonly elementName: string = 'composer';
  static override readonly families = ['common', 'feed', 'composer'] as const;
  static override styles = [...ParvisElement.styles, states, fields, composerStyles];

  readonly #composer = new ComposerController(this);
  readonly #online = new OnlineController(
    this,
    () => this.#composer.status === 'error' && !this.#composer.me && this.#composer.load(),
  );

  @state() private choosing = false;

  /** Short name or id of the community to write in. Without it the writer chooses. */
  @property() community = '';
  /** What it begins as: `update`, `question` or `link`. */
  @property() kind: WritablePostKind = 'update';
  /** A title to begin with. */
  @property() heading = '';
  /** A text to begin with. */
  @property() text = '';

  protected override willUpdate(changed: PropertyValues<this>) {
    if (
      !this.hasUpdated ||
      changed.has('community') ||
      changed.has('kind') ||
      changed.has('heading') ||
      changed.has('text')
    )
      this.#composer.begin({
        community: this.community,
        kind: choice(this, 'kind', this.kind, writablePostKinds, 'update'),
        title: this.heading,
        text: this.text,
      });
  }

  protected override reload() {
    return this.#composer.load({ fresh: true });
  }

  /** Puts the cursor into the text. */
  override focus(options?: FocusOptions) {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('textarea')?.focus(options));
  }

  #list(circles: readonly (keyof typeof circleTerms)[]) {
    const names = circles.map((circle) => this.localize.term(circleTerms[circle]));
    return new Intl.ListFormat(this.localize.lang(), { type: 'conjunction' }).format(names);
  }

  #degree(degree: 'C0' | 'C1' | 'C2' | 'C3') {
    const name = this.#composer.me?.degreeNames[this.localize.language]?.[degree];
    return name ? `${degree} ${name}` : degree;
  }

  #handleSubmit = async (event: Event) => {
    event.preventDefault();
    const post = await this.#composer.publish();
    if (post) {
      this.choosing = false;
      this.dispatchEvent(new ParvisPostCreatedEvent(post));
    }
    await this.updateComplete;
    const { faults } = this.#composer;
    const wrong = (['title', 'link', 'text', 'audience'] as const).find((field) => faults[field]);
    this.renderRoot.querySelector<HTMLElement>(wrong ? `#${wrong}` : '#text')?.focus();
  };

  #handleKeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    (event.currentTarget as HTMLFormElement).requestSubmit();
  };

  #handleInput = (event: Event) => {
    const { id, value } = event.target as HTMLInputElement;
    this.#composer.change({ [id]: value });
  };

  #handleCircle = (event: Event) => {
    const { value, checked } = event.target as HTMLInputElement;
    this.#composer.change({
      circles: this.#composer.circles.filter((circle) =>
        circle === value ? checked : this.#composer.draft.circles.includes(circle),
      ),
    });
  };

  #handleReaders = async () => {
    this.choosing = !this.choosing;
    await this.updateComplete;
    // The panel stands before the button: whoever opens it is taken there.
    if (this.choosing) this.renderRoot.querySelector<HTMLElement>('#panel :is(select, input:not(:disabled))')?.focus();
  };

  #handlePanelKey = async (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.choosing = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#audience')?.focus();
  };

  #fault(field: Field) {
    const fault = this.#composer.faults[field];
    if (!fault) return nothing;
    const { localize } = this;
    const missing = {
      title: 'composerNeedsTitle',
      link: 'composerNeedsLink',
      text: 'composerNeedsText',
      audience: 'composerRefusedAudience',
    } as const;
    const words =
      fault === 'too-long'
        ? localize.term('composerTooLong', this.#composer.draft.text.trim().length - limits.post)
        : localize.term(
            fault === 'missing' || field === 'audience' || field === 'link' ? missing[field] : 'composerRefused',
          );
    return html`<p class="fault" id="fault-${field}">${words}</p>`;
  }

  #field(field: 'title' | 'link', label: string, type: string, required: boolean) {
    const { faults, draft } = this.#composer;
    return html`<div>
      <label for=${field}>${label}</label>
      <input
        id=${field}
        type=${type}
        inputmode=${type === 'url' ? 'url' : nothing}
        placeholder=${type === 'url' ? 'https://' : nothing}
        maxlength=${field === 'title' ? limits.title : limits.url}
        aria-required=${required}
        aria-invalid=${!!faults[field]}
        aria-describedby="fault-${field}"
        .value=${live(draft[field])}
        @input=${this.#handleInput}
      />
      ${this.#fault(field)}
    </div>`;
  }

  #readers() {
    const { localize } = this;
    const composer = this.#composer;
    const { draft, community } = composer;
    const place = community?.name ?? localize.term('composerEveryone');
    return html`<button
      id="audience"
      class="readers"
      part="readers"
      type="button"
      aria-expanded=${this.choosing}
      aria-controls="panel"
      aria-invalid=${!!composer.faults.audience}
      aria-describedby="fault-audience"
      title=${localize.term('composerReadersChange')}
      @click=${this.#handleReaders}
    >
      ${usersIcon}
      <span
        ><span class="visually-hidden">${localize.term('composerReaders')}: </span><b>${place}</b> ·
        ${this.#list(draft.circles)} · ${this.#degree(draft.degree)}</span
      >
      ${chevronIcon}
    </button>`;
  }

  #panel() {
    const { localize } = this;
    const composer = this.#composer;
    const { draft, me } = composer;
    if (!me) return nothing;
    return html`<div class="panel" id="panel" @keydown=${this.#handlePanelKey}>
      ${
        this.community
          ? nothing
          : html`<label
              >${localize.term('composerPlace')}
              <select id="place" @change=${this.#handleInput}>
                ${
                  me.abilities.everyone
                    ? html`<option value="" ?selected=${draft.place === ''}>
                        ${localize.term('composerEveryone')}
                      </option>`
                    : nothing
                }
                ${me.communities.map(({ id, name }) => html`<option value=${id} ?selected=${draft.place === id}>${name}</option>`)}
              </select>
            </label>`
      }
      ${draft.place === '' && me.communities.length ? html`<p class="muted">${localize.term('composerEveryoneHint')}</p>` : nothing}
      <fieldset>
        <legend>${localize.term('composerCircles')}</legend>
        <div class="options">
          ${composer.circles.map((circle) => {
            const own = circle === me.person.circle;
            return html`<label title=${own ? localize.term('composerCirclesOwn') : nothing}
              ><input
                type="checkbox"
                value=${circle}
                ?disabled=${own}
                .checked=${live(draft.circles.includes(circle))}
                @change=${this.#handleCircle}
              />${localize.term(circleTerms[circle])}</label
            >`;
          })}
        </div>
      </fieldset>
      <fieldset>
        <legend>${localize.term('composerDegree')}</legend>
        <div class="options">
          ${composer.degrees.map(
            (degree) =>
              html`<label
                ><input
                  type="radio"
                  name="degree"
                  value=${degree}
                  .checked=${live(draft.degree === degree)}
                  @change=${() => composer.change({ degree })}
                />${this.#degree(degree)}</label
              >`,
          )}
        </div>
      </fieldset>
    </div>`;
  }

  override render() {
    const { localize } = this;
    const composer = this.#composer;
    const { draft, me, status, outsiders, faults } = composer;
    if (!me)
      return status === 'error'
        ? problemState(composer.error, localize, () => void composer.load())
        : html`<p class="closed" role="status">${localize.term('loading')}</p>`;
    if (composer.barred)
      return html`<p class="closed">
        ${localize.term(composer.barred === 'nowhere' ? 'composerNowhere' : 'composerMembersOnly')}
      </p>`;
    const prompt =
      draft.kind === 'question'
        ? localize.term('composerPromptQuestion')
        : draft.kind === 'link'
          ? localize.term('composerPromptLink')
          : composer.community
            ? localize.term('composerPromptIn', composer.community.name)
            : localize.term('composerPrompt');
    const sending = status === 'sending';
    return html`<form
      part="form"
      aria-label=${localize.term('composerLabel')}
      novalidate
      @submit=${this.#handleSubmit}
      @keydown=${this.#handleKeydown}
    >
      <fieldset>
        <legend class="visually-hidden">${localize.term('composerKind')}</legend>
        <div class="kinds">
          ${me.abilities.write.map(
            (kind) =>
              html`<label
                ><input
                  type="radio"
                  name="kind"
                  value=${kind}
                  .checked=${live(draft.kind === kind)}
                  @change=${() => composer.change({ kind })}
                />${localize.term(kindTerms[kind])}</label
              >`,
          )}
        </div>
      </fieldset>
      ${
        outsiders.length
          ? html`<p class="warning" role="status" id="outsiders">
              ${eyeIcon}<span>${localize.term('composerOutside', this.#list(outsiders))}</span>
            </p>`
          : nothing
      }
      ${draft.kind === 'question' ? this.#field('title', localize.term('composerQuestion'), 'text', true) : nothing}
      ${
        draft.kind === 'link'
          ? html`${this.#field('link', localize.term('composerLink'), 'url', true)}
            ${this.#field('title', localize.term('composerTitle'), 'text', false)}`
          : nothing
      }
      <div>
        <label for="text" class=${draft.kind === 'update' ? 'visually-hidden' : ''}
          >${localize.term('composerText')}</label
        >
        <textarea
          id="text"
          rows="3"
          placeholder=${prompt}
          aria-required="true"
          aria-invalid=${!!faults.text}
          aria-describedby="outsiders fault-text"
          ?readonly=${sending}
          .value=${live(draft.text)}
          @input=${this.#handleInput}
        ></textarea>
        ${this.#fault('text')}
      </div>
      ${this.#fault('audience')} ${this.choosing ? this.#panel() : nothing}
      ${
        status === 'error' && !Object.keys(faults).length
          ? html`<p class="problem" role="alert">
              ${problemWords(composer.error, localize)} ${draft.degree < 'C2' ? localize.term('composerKept') : nothing}
            </p>`
          : this.#online.offline
            ? html`<p class="warning" role="status">${localize.term('composerOffline')}</p>`
            : nothing
      }
      <div class="last">
        ${this.#readers()}
        ${
          composer.written
            ? html`<button class="quiet" type="button" @click=${() => composer.discard()}>
                ${localize.term('composerDiscard')}
              </button>`
            : nothing
        }
        <button class="primary" part="publish" aria-disabled=${sending}>
          ${localize.term(sending ? 'composerPublishing' : 'composerPublish')}
        </button>
      </div>
      ${
        composer.written && draft.degree >= 'C2'
          ? html`<p class="note">${localize.term('composerNotKept')}</p>`
          : composer.restored
            ? html`<p class="note" role="status">${localize.term('composerRestored')}</p>`
            : nothing
      }
      <p class="done" role="status">${composer.published ? localize.term('composerPublished') : nothing}</p>
    </form>`;
  }
}
