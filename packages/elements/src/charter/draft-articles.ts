/** The fields of the articles of the next version: title, text, what they are about, and their order. */
import { type Language, type SubjectKind, languages, limits, subjectKinds } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import arrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import arrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import trash from 'lucide/dist/esm/icons/trash.mjs';
import { icon } from '../internal/icons.ts';
import type { ParvisLocalize } from '../internal/localize.ts';
import { type Article, type Faults, newKey } from './draft-values.ts';

const [upIcon, downIcon, removeIcon] = [icon(arrowUp), icon(arrowDown), icon(trash)];
const subjects = {
  post: 'draftPosts',
  comment: 'draftComments',
  person: 'draftPeople',
  page: 'draftPages',
} as const satisfies Record<SubjectKind, string>;

export type Given = {
  localize: ParvisLocalize;
  /** The one that is being written. */
  language: Language;
  articles: readonly Article[];
  faults: Faults;
  /** Of what is written by then; `focus`: where the writer goes on. */
  change(to: (articles: readonly Article[]) => readonly Article[], focus?: string): void;
};

export const faultOf = (faults: Faults, id: string) =>
  html`<p class="fault" id="${id}-fault">${faults[id] ?? nothing}</p>`;

const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLTextAreaElement).value;

export function articleFields(given: Given) {
  const { localize, articles, change } = given;
  const add = () => {
    const empty = { en: '', fr: '' };
    const article: Article = { key: newKey(), subjects: [], title: { ...empty }, source: { ...empty } };
    change((all) => [...all, article], `[data-article="${article.key}"] input`);
  };
  return html`<ol class="part" aria-label=${localize.term('charterArticles')}>
      ${repeat(
        articles,
        ({ key }) => key,
        (article, index) => fieldsOf(given, article, index),
      )}
    </ol>
    ${
      articles.length < limits.charterArticles
        ? html`<div>
            <button id="draft-add" class="outlined" type="button" @click=${add}>${localize.term('draftAdd')}</button>
          </div>`
        : nothing
    }`;
}

function move({ articles, change }: Given, index: number, by: 1 | -1) {
  const moved = [...articles];
  const [article] = moved.splice(index, 1);
  const at = index + by;
  moved.splice(at, 0, article!);
  // At the end of its way the other arrow is left to press.
  const edge = by < 0 ? at === 0 : at === articles.length - 1;
  change(() => moved, `[data-article="${article!.key}"] .${by < 0 === edge ? 'down' : 'up'}`);
}

function fieldsOf(given: Given, article: Article, index: number) {
  const { localize, language, articles, faults, change } = given;
  const { key, title, source } = article;
  const number = index + 1;
  const [titleId, sourceId] = [`title-${index}-${language}`, `source-${index}-${language}`];
  const others = languages.filter((one) => one !== language && (!title[one].trim() || !source[one].trim()));
  const set = (values: (one: Article) => Partial<Article>) =>
    change((all) => all.map((one) => (one.key === key ? { ...one, ...values(one) } : one)));
  const remove = () => change((all) => all.filter((one) => one.key !== key), '#draft-add');
  const button = (name: string, label: string, drawn: unknown, deed: () => void, off: boolean) =>
    html`<button class="quiet ${name}" type="button" title=${label} ?disabled=${off} @click=${deed}>${drawn}</button>`;
  return html`<li class="edited" data-article=${key}>
    <div class="line">
      <b>${localize.term('draftArticle', number)}</b>
      ${button('up', localize.term('draftUp', number), upIcon, () => move(given, index, -1), index === 0)}
      ${button('down', localize.term('draftDown', number), downIcon, () => move(given, index, 1), number === articles.length)}
      ${button('remove', localize.term('draftRemove', number), removeIcon, remove, articles.length === 1)}
    </div>
    <label for=${titleId}>${localize.term('draftTitle')}</label>
    <input
      id=${titleId}
      dir="auto"
      lang=${language}
      maxlength=${limits.title}
      aria-invalid=${!!faults[titleId]}
      aria-describedby="${titleId}-fault"
      .value=${live(title[language])}
      @input=${(event: Event) => {
        const value = valueOf(event);
        set((one) => ({ title: { ...one.title, [language]: value } }));
      }}
    />
    ${faultOf(faults, titleId)}
    <label for=${sourceId}>${localize.term('draftText')}</label>
    <textarea
      id=${sourceId}
      dir="auto"
      lang=${language}
      maxlength=${limits.post}
      aria-invalid=${!!faults[sourceId]}
      aria-describedby="${sourceId}-fault"
      .value=${live(source[language])}
      @input=${(event: Event) => {
        const value = valueOf(event);
        set((one) => ({ source: { ...one.source, [language]: value } }));
      }}
    ></textarea>
    ${faultOf(faults, sourceId)}
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
                  set(({ subjects }) => ({
                    subjects: subjectKinds.filter((one) => (one === kind ? on : subjects.includes(one))),
                  }));
                }}
              />${localize.term(subjects[kind])}</label
            >`,
        )}
      </div>
    </fieldset>
  </li>`;
}
