import type { CharterDraft, CharterDraftSave } from '@parvis/contracts';
import { type Language, type SubjectKind, languages, limits, subjectKinds } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import arrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import arrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import cross from 'lucide/dist/esm/icons/x.mjs';
import type { CharterController } from '../controllers/charter-controller.ts';
import { fieldTime } from '../internal/field-time.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { type Problem, problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { articlesOf } from './articles.ts';
import type { CharterPart } from './charter.ts';

const [upIcon, downIcon, removeIcon] = [icon(arrowUp), icon(arrowDown), icon(cross)];
const minute = 60_000;

type Article = CharterDraftSave['articles'][number] & { key: number };
type Values = Omit<CharterDraftSave, 'tag' | 'articles' | 'publishAt'> & {
  articles: readonly Article[];
  /** As the field for date and time has it; empty: not decided. */
  publishAt: string;
};
type InAll = Record<Language, string>;
const subjects = {
  post: 'draftPosts',
  comment: 'draftComments',
  person: 'draftPeople',
  page: 'draftPages',
} as const satisfies Record<SubjectKind, string>;

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
  #faults: Readonly<Record<string, string>> = {};
  #keys = 0;

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
    const { summary, major, articles, publishAt } = draft;
    this.#draft = draft;
    this.#theirs = undefined;
    this.#faults = {};
    this.#values = {
      major,
      summary: { en: summary.en ?? '', fr: summary.fr ?? '' },
      articles: articles.map(({ body: _, ...article }) => ({ ...article, key: ++this.#keys })),
      publishAt: publishAt ? fieldTime(new Date(publishAt)) : '',
    };
  }

  #change(values: Partial<Values>) {
    this.#values = { ...this.#values, ...values };
    this.#told = '';
    this.#host.requestUpdate();
  }

  #changeArticle(key: number, change: Partial<Article>) {
    this.#change({ articles: this.#values.articles.map((one) => (one.key === key ? { ...one, ...change } : one)) });
  }

  /** What this form would save, as it is sent. */
  #body(tag: string): CharterDraftSave {
    const { major, summary, articles, publishAt } = this.#values;
    const texts = (text: InAll): InAll => ({ en: text.en.trim(), fr: text.fr.trim() });
    return {
      ...{ tag, major, summary: texts(summary) },
      articles: articles.map(({ subjects, title, source }) => ({
        ...{ subjects, title: texts(title), source: texts(source) },
      })),
      publishAt: publishAt ? new Date(publishAt).toISOString() : null,
    };
  }

  /** What is missing, by the id of its field. */
  #missing(): Record<string, string> {
    const { localize } = this.#host;
    const faults: Record<string, string> = {};
    this.#values.articles.forEach(({ title, source }, index) => {
      for (const language of languages) {
        if (!title[language].trim()) faults[`title-${index}-${language}`] = localize.term('draftNeedsTitle');
        if (!source[language].trim()) faults[`source-${index}-${language}`] = localize.term('draftNeedsText');
      }
    });
    const { publishAt } = this.#values;
    if (publishAt && !(Date.parse(publishAt) > Date.now())) faults['publish-at'] = localize.term('draftPast');
    return faults;
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

  /** What the server found, at its field. */
  #refused(error: unknown): boolean {
    const { errors = [] } = error as { errors?: readonly { path: string }[] };
    const { localize } = this.#host;
    const faults: Record<string, string> = {};
    for (const { path } of errors) {
      const [, index, field, language] = /^articles\.(\d+)\.(title|source)\.(\w+)$/.exec(path) ?? [];
      if (field) faults[`${field}-${index}-${language}`] = localize.term('draftRefused');
      else if (path === 'publishAt') faults['publish-at'] = localize.term('draftPast');
      else if (path.startsWith('summary'))
        faults[`summary-${path.split('.')[1] ?? 'en'}`] = localize.term('draftRefused');
    }
    this.#faults = faults;
    return this.#lead();
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
      else if (!this.#refused(error)) this.#failed = problemWords(error, this.#host.localize);
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
    this.#faults = this.#missing();
    if (this.#lead()) return false;
    const saved = await this.#do(async () =>
      this.#take(await this.#charter.request(({ charter }) => charter.save(this.#body(this.#draft!.tag)))),
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

  get #changed(): boolean {
    const draft = this.#draft!;
    const before = { ...draft, articles: draft.articles.map(({ body: _, ...article }) => article) };
    const { major, summary, articles, publishAt } = this.#body(draft.tag);
    const kept = before.publishAt ? new Date(fieldTime(new Date(before.publishAt))).toISOString() : null;
    return (
      major !== before.major ||
      publishAt !== kept ||
      languages.some((one) => (summary as InAll)[one] !== (before.summary[one] ?? '')) ||
      articles.length !== before.articles.length ||
      articles.some(({ subjects, title, source }, index) => {
        const old = before.articles[index]!;
        return (
          subjects.join() !== old.subjects.join() ||
          languages.some((one) => title[one] !== old.title[one] || source[one] !== old.source[one].trim())
        );
      })
    );
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

  #move(index: number, by: 1 | -1) {
    const articles = [...this.#values.articles];
    const [moved] = articles.splice(index, 1);
    articles.splice(index + by, 0, moved!);
    this.#change({ articles });
    const { key } = moved!;
    const at = index + by;
    const edge = (by < 0 && at === 0) || (by > 0 && at === articles.length - 1);
    void this.#focus(`[data-article="${key}"] .${by < 0 === edge ? 'down' : 'up'}`);
  }

  #add = () => {
    const empty = { en: '', fr: '' };
    const article = { key: ++this.#keys, subjects: [], title: { ...empty }, source: { ...empty } };
    this.#change({ articles: [...this.#values.articles, article] });
    void this.#focus(`[data-article="${article.key}"] input`);
  };

  #remove(index: number) {
    this.#change({ articles: this.#values.articles.filter((_, at) => at !== index) });
    void this.#focus('#draft-add');
  }

  #fault(id: string) {
    return html`<p class="fault" id="${id}-fault">${this.#faults[id] ?? nothing}</p>`;
  }

  #article(article: Article, index: number, total: number) {
    const { localize } = this.#host;
    const language = this.#language;
    const { key, title, source } = article;
    const number = index + 1;
    const [titleId, sourceId] = [`title-${index}-${language}`, `source-${index}-${language}`];
    const others = languages.filter((one) => one !== language && (!title[one].trim() || !source[one].trim()));
    const icon = (name: string, label: string, drawn: unknown, deed: () => void, off = false) =>
      html`<button
        class="quiet ${name}"
        type="button"
        aria-label=${label}
        title=${label}
        ?disabled=${off}
        @click=${deed}
      >
        ${drawn}
      </button>`;
    return html`<li class="edited" data-article=${key}>
      <div class="line">
        <b>${localize.term('draftArticle', number)}</b>
        ${icon('up', localize.term('draftUp', number), upIcon, () => this.#move(index, -1), index === 0)}
        ${icon('down', localize.term('draftDown', number), downIcon, () => this.#move(index, 1), number === total)}
        ${icon('remove', localize.term('draftRemove', number), removeIcon, () => this.#remove(index), total === 1)}
      </div>
      <label for=${titleId}>${localize.term('draftTitle')}</label>
      <input
        id=${titleId}
        lang=${language}
        maxlength=${limits.title}
        aria-invalid=${!!this.#faults[titleId]}
        aria-describedby="${titleId}-fault"
        .value=${live(title[language])}
        @input=${(event: Event) =>
          this.#changeArticle(key, { title: { ...title, [language]: (event.target as HTMLInputElement).value } })}
      />
      ${this.#fault(titleId)}
      <label for=${sourceId}>${localize.term('draftText')}</label>
      <textarea
        id=${sourceId}
        lang=${language}
        maxlength=${limits.post}
        aria-invalid=${!!this.#faults[sourceId]}
        aria-describedby="${sourceId}-fault"
        .value=${live(source[language])}
        @input=${(event: Event) =>
          this.#changeArticle(key, { source: { ...source, [language]: (event.target as HTMLTextAreaElement).value } })}
      ></textarea>
      ${this.#fault(sourceId)}
      ${others.map((one) => html`<p class="note">${localize.term('draftLacks', localize.languageName(one))}</p>`)}
      <fieldset>
        <legend>${localize.term('draftSubjects')}</legend>
        <div class="options">
          ${subjectKinds.map(
            (kind) =>
              html`<label
                ><input
                  type="checkbox"
                  .checked=${live(article.subjects.includes(kind))}
                  @change=${(event: Event) => {
                    const on = (event.target as HTMLInputElement).checked;
                    this.#changeArticle(key, {
                      subjects: subjectKinds.filter((one) => (one === kind ? on : article.subjects.includes(one))),
                    });
                  }}
                />${localize.term(subjects[kind])}</label
              >`,
          )}
        </div>
      </fieldset>
    </li>`;
  }

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
    return html`<section class="part draft" aria-labelledby="draft-title">
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
    return html`<section class="part" aria-labelledby="draft-title">
      ${this.#head()}
      <form class="draft" novalidate @submit=${this.#handleSave}>
        ${this.#languages()}
        <p class="note">${localize.term('draftBoth')}</p>
        <ol class="part" aria-label=${localize.term('charterArticles')}>
          ${repeat(
            articles,
            ({ key }) => key,
            (article, index) => this.#article(article, index, articles.length),
          )}
        </ol>
        ${
          articles.length < limits.charterArticles
            ? html`<div>
                <button id="draft-add" class="outlined" type="button" @click=${this.#add}>
                  ${localize.term('draftAdd')}
                </button>
              </div>`
            : nothing
        }
        <div>
          <label for="summary-${language}">${localize.term('draftSummary')}</label>
          <textarea
            class="short"
            id="summary-${language}"
            lang=${language}
            maxlength=${limits.charterSummary}
            aria-describedby="summary-${language}-fault"
            .value=${live((summary as InAll)[language])}
            @input=${(event: Event) =>
              this.#change({
                summary: { ...(summary as InAll), [language]: (event.target as HTMLTextAreaElement).value },
              })}
          ></textarea>
          ${this.#fault(`summary-${language}`)}
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
          ${this.#fault('publish-at')}
          <p class="note" id="publish-at-note">${localize.term('draftWhenNote')}</p>
        </div>
        ${this.#sure()}
        <div class="form-end">
          ${
            this.#draft.edited
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
