import type { CharterDraft } from '@parvis/contracts';
import { type Language, languages, limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CharterController } from '../controllers/charter-controller.ts';
import { fieldTime } from '../internal/field-time.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { type Problem, problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { articlesOf } from './articles.ts';
import type { CharterPart } from './charter.ts';
import { articleFields, faultOf } from './draft-articles.ts';
import { type Faults, type Values, bodyOf, faultsOf, isChanged, missingIn, valuesOf } from './draft-values.ts';

const minute = 60_000;

/** The next version, written together: nothing is lost when two do so at once. */
export class DraftEditor implements CharterPart {
  readonly #host: ParvisElement;
  readonly #charter: CharterController;
  readonly #published: () => void;
  #draft: CharterDraft | undefined;
  #values!: Values;
  #unread: unknown;
  #failed = '';
  #told = '';
  #busy = false;
  #language: Language;
  #previewed = false;
  #asking: 'publish' | 'discard' | undefined;
  /** What another administrator saved meanwhile. */
  #theirs: CharterDraft | undefined;
  #faults: Faults = {};

  constructor(host: ParvisElement, charter: CharterController, published: () => void) {
    this.#host = host;
    this.#charter = charter;
    this.#published = published;
    this.#language = host.localize.language;
    void this.#load();
  }

  #load = async () => {
    this.#unread = undefined;
    this.#host.requestUpdate();
    try {
      this.#take(await this.#charter.request(({ charter }) => charter.draft()));
    } catch (error) {
      this.#unread = error;
    }
    this.#host.requestUpdate();
  };

  #take(draft: CharterDraft) {
    this.#draft = draft;
    this.#theirs = undefined;
    this.#faults = {};
    this.#values = valuesOf(draft);
  }

  #change(values: Partial<Values>) {
    this.#values = { ...this.#values, ...values };
    this.#told = '';
    this.#host.requestUpdate();
  }

  async #focus(selector: string) {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Leads to the first field that is not as it should be, in its language. */
  #lead() {
    const [first] = Object.keys(this.#faults);
    if (!first) return false;
    const language = languages.find((one) => first.endsWith(`-${one}`));
    if (language) this.#language = language;
    this.#previewed = false;
    this.#failed = this.#host.localize.term('draftFaults', Object.keys(this.#faults).length);
    void this.#focus(`#${first}`);
    return true;
  }

  /** Does something with the draft as it was read; answers whether it was done. */
  async #do(deed: () => Promise<unknown>): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    this.#failed = '';
    this.#told = '';
    this.#host.requestUpdate();
    try {
      await deed();
      return true;
    } catch (error) {
      if ((error as Problem).code === 'precondition-failed') await this.#meet();
      else {
        this.#faults = faultsOf(error, this.#host.localize);
        if (!this.#lead()) this.#failed = problemWords(error, this.#host.localize);
      }
      return false;
    } finally {
      this.#busy = false;
      this.#asking = undefined;
      this.#host.requestUpdate();
    }
  }

  /** Somebody else changed it: theirs is fetched, and what was written here stays as it is. */
  async #meet() {
    try {
      this.#theirs = await this.#charter.request(({ charter }) => charter.draft());
      void this.#focus('#draft-theirs');
    } catch (error) {
      this.#failed = problemWords(error, this.#host.localize);
    }
  }

  async #save(): Promise<boolean> {
    this.#faults = missingIn(this.#values, this.#host.localize);
    if (this.#lead()) return false;
    const saved = await this.#do(async () =>
      this.#take(await this.#charter.request(({ charter }) => charter.save(bodyOf(this.#values, this.#draft!.tag)))),
    );
    if (saved) this.#told = this.#host.localize.term('draftSaved');
    return saved;
  }

  #handleSave = async (event: Event) => {
    event.preventDefault();
    await this.#save();
  };

  /** As it will be read: what the server made of the Markdown, never something that was made here. */
  #preview = async () => {
    if (!this.#previewed && this.#changed && !(await this.#save())) return;
    this.#previewed = !this.#previewed;
    await this.#focus(this.#previewed ? '#draft-title' : '#draft-preview');
  };

  get #changed() {
    return isChanged(this.#draft!, this.#values);
  }

  #publish = async () => {
    if (this.#changed && !(await this.#save())) return;
    const version = this.#draft!.version;
    const done = await this.#do(async () => {
      await this.#charter.request(({ charter }) => charter.publish(this.#draft!.tag));
      this.#take(await this.#charter.request(({ charter }) => charter.draft()));
    });
    if (!done) return;
    this.#previewed = false;
    this.#told = this.#host.localize.term('draftPublished', version);
    this.#published();
    await this.#focus('#draft-title');
  };

  #discard = async () => {
    const done = await this.#do(async () =>
      this.#take(await this.#charter.request(({ charter }) => charter.discard(this.#draft!.tag))),
    );
    if (!done) return;
    this.#told = this.#host.localize.term('draftDiscarded');
    await this.#focus('#draft-title');
  };

  #takeTheirs = () => {
    if (this.#theirs) this.#take(this.#theirs);
    void this.#focus('#draft-title');
  };

  /** What was written here is saved in the place of theirs, which was seen. */
  #keepMine = async () => {
    if (!this.#theirs) return;
    this.#draft = { ...this.#theirs };
    this.#theirs = undefined;
    await this.#save();
    await this.#focus('#draft-title');
  };

  #languages() {
    const { localize } = this.#host;
    return html`<div class="views" role="group" aria-label=${localize.term('draftLanguage')}>
      ${languages.map(
        (one) =>
          html`<button
            type="button"
            lang=${localize.language}
            aria-pressed=${this.#language === one}
            @click=${() => {
              this.#language = one;
              this.#host.requestUpdate();
            }}
          >
            ${localize.languageName(one)}
          </button>`,
      )}
    </div>`;
  }

  #meeting() {
    const theirs = this.#theirs;
    if (!theirs) return nothing;
    const { localize } = this.#host;
    const by = theirs.edited?.by?.name ?? '';
    return html`<div class="warning" role="alert">
      <p id="draft-theirs" tabindex="-1">
        ${theirs.edited ? localize.term('draftMeeting', by, localize.ago(theirs.edited.at)) : localize.term('draftOver')}
        ${localize.term('draftMeetingKept')}
      </p>
      <button class="outlined" type="button" @click=${this.#takeTheirs}>${localize.term('draftTakeTheirs')}</button>
      <button class="outlined" type="button" @click=${this.#keepMine}>${localize.term('draftKeepMine')}</button>
    </div>`;
  }

  /** Asks once more before what cannot be taken back. */
  #sure() {
    const { localize } = this.#host;
    if (!this.#asking) return nothing;
    const publish = this.#asking === 'publish';
    const words = !publish ? 'draftDiscardSure' : this.#values.major ? 'draftPublishMajorSure' : 'draftPublishSure';
    return html`<div class="warning" role="alert">
      <p>${localize.term(words)}</p>
      <button id="draft-sure" class="primary" type="button" @click=${publish ? this.#publish : this.#discard}>
        ${localize.term(publish ? 'draftPublishYes' : 'draftDiscardYes')}
      </button>
      <button
        class="quiet"
        type="button"
        @click=${() => {
          this.#asking = undefined;
          void this.#focus('#draft-preview');
        }}
      >
        ${localize.term('cancel')}
      </button>
    </div>`;
  }

  #ask(what: 'publish' | 'discard') {
    this.#asking = what;
    void this.#focus('#draft-sure');
  }

  #head() {
    const { localize } = this.#host;
    const { version, edited } = this.#draft!;
    return html`<h3 id="draft-title" tabindex="-1">${localize.term('draftVersion', version)}</h3>
      <p class="muted">
        ${
          edited
            ? localize.term('draftEdited', edited.by?.name ?? '', localize.ago(edited.at))
            : localize.term('draftUntouched')
        }
      </p>
      <p class=${this.#told ? 'said' : 'visually-hidden'} role="status">${this.#told}</p>
      ${this.#failed ? html`<p class="problem" role="alert">${this.#failed}</p>` : nothing} ${this.#meeting()}`;
  }

  #read() {
    const { localize } = this.#host;
    const { version, articles } = this.#draft!;
    const language = this.#language;
    return html`<section class="part draft" part="draft" aria-labelledby="draft-title">
      ${this.#head()}
      <p class="note">${localize.term('draftPreviewText')}</p>
      ${this.#languages()}
      <div class="articles" lang=${language}>
        ${articlesOf(
          articles.map(({ title, body, subjects }, index) => ({
            ...{ id: `draft-${version}-${index}`, number: index + 1, title: title[language], body: body[language] },
            subjects,
          })),
          localize,
        )}
      </div>
      <div class="form-end">
        <button id="draft-preview" class="outlined" type="button" @click=${this.#preview}>
          ${localize.term('draftWrite')}
        </button>
      </div>
    </section>`;
  }

  render() {
    const { localize } = this.#host;
    if (this.#unread) return problemState(this.#unread, localize, () => void this.#load());
    if (!this.#draft) return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    if (this.#previewed) return this.#read();
    return this.#form();
  }

  #form() {
    const { localize } = this.#host;
    const { major, summary, articles, publishAt } = this.#values;
    const language = this.#language;
    const kind = (value: boolean, word: string) =>
      html`<label class="option"
        ><input
          type="radio"
          name="major"
          .checked=${live(major === value)}
          @change=${() => this.#change({ major: value })}
        />${word}</label
      >`;
    return html`<section class="part" part="draft" aria-labelledby="draft-title">
      ${this.#head()}
      <form class="draft" novalidate @submit=${this.#handleSave}>
        ${this.#languages()}
        <p class="note">${localize.term('draftBoth')}</p>
        ${articleFields({
          ...{ localize, language, articles, faults: this.#faults },
          change: (to, focus) => {
            this.#change({ articles: to(this.#values.articles) });
            if (focus) void this.#focus(focus);
          },
        })}
        <div>
          <label for="summary-${language}">${localize.term('draftSummary')}</label>
          <textarea
            class="short"
            dir="auto"
            id="summary-${language}"
            lang=${language}
            maxlength=${limits.charterSummary}
            aria-describedby="summary-${language}-fault"
            .value=${live(summary[language])}
            @input=${(event: Event) =>
              this.#change({
                summary: { ...summary, [language]: (event.target as HTMLTextAreaElement).value },
              })}
          ></textarea>
          ${faultOf(this.#faults, `summary-${language}`)}
        </div>
        <fieldset>
          <legend>${localize.term('draftKind')}</legend>
          ${kind(false, localize.term('draftMinor'))} ${kind(true, localize.term('draftMajor'))}
        </fieldset>
        <div>
          <label for="publish-at">${localize.term('draftWhen')}</label>
          <input
            id="publish-at"
            type="datetime-local"
            min=${fieldTime(new Date(Date.now() + minute))}
            aria-invalid=${!!this.#faults['publish-at']}
            aria-describedby="publish-at-fault publish-at-note"
            .value=${live(publishAt)}
            @input=${(event: Event) => this.#change({ publishAt: (event.target as HTMLInputElement).value })}
          />
          ${faultOf(this.#faults, 'publish-at')}
          <p class="note" id="publish-at-note">${localize.term('draftWhenNote')}</p>
        </div>
        ${this.#sure()}
        <div class="form-end">
          ${
            this.#draft!.edited
              ? html`<button class="quiet" type="button" @click=${() => this.#ask('discard')}>
                  ${localize.term('draftDiscard')}
                </button>`
              : nothing
          }
          <button id="draft-preview" class="outlined" type="button" aria-disabled=${this.#busy} @click=${this.#preview}>
            ${localize.term('draftPreview')}
          </button>
          <button
            class="outlined"
            id="draft-publish"
            type="button"
            aria-disabled=${this.#busy}
            @click=${() => this.#ask('publish')}
          >
            ${localize.term('draftPublish')}
          </button>
          <button class="primary" aria-disabled=${this.#busy}>${localize.term('draftSave')}</button>
        </div>
      </form>
    </section>`;
  }
}
