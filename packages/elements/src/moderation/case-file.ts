/** What helps to decide a case, part by part. Loaded with the first case that is looked at. */
import type { Case, CaseFile } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { CaseFileController } from '../controllers/case-file-controller.ts';
import { articleWords } from '../internal/article.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { richText } from '../internal/rich-text.ts';
import { problemState } from '../internal/states.ts';
import { byline } from '../post/byline.ts';
import type { PartName } from './parts.ts';
import { decided } from './words.ts';

type OtherCase = CaseFile['similar'][number];
type Step = CaseFile['history'][number];

const happened = new Map(
  Object.entries({
    'case.opened': 'deskOpened',
    'case.updated': 'deskUpdated',
    'case.held': 'deskHeld',
    'case.freed': 'deskFreed',
    'case.claimed': 'deskClaimed',
    'case.released': 'deskReleased',
    'case.decided': 'deskDecided',
    'case.undone': 'deskUndone',
    'case.noted': 'deskNoted',
    'case.appealed': 'deskAppealed',
    'appeal.decided': 'deskAppealDecided',
    'case.answered': 'deskAnswered',
    'case.erased': 'deskErased',
  } as const),
);

export class CaseFileParts {
  readonly #host: ParvisElement;
  readonly #file: CaseFileController;
  #told = '';

  constructor(host: ParvisElement) {
    this.#host = host;
    this.#file = new CaseFileController(host);
  }

  /** How much a part holds, once that is known: whether it is worth opening. */
  count(name: PartName, of: Case): number | undefined {
    this.#file.show(of);
    if (name === 'context' || name === 'history') return undefined;
    return this.#file.file?.[name].length;
  }

  render(name: PartName, of: Case): unknown {
    const { localize } = this.#host;
    this.#file.show(of);
    const { file, error } = this.#file;
    if (error) return problemState(error, localize, () => this.#file.retry());
    if (!file) return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    if (name === 'notes') return this.#notes(of, file);
    if (name === 'context') return this.#context(file);
    if (name === 'versions') return this.#versions(file);
    if (name === 'history') return this.#history(of, file);
    return this.#others(file[name], localize.term(name === 'similar' ? 'deskNoSimilar' : 'deskNoEarlier'));
  }

  #time(at: string) {
    const { localize } = this.#host;
    return html`<time datetime=${at} title=${localize.exact(at)}>${localize.ago(at)}</time>`;
  }

  #notes(of: Case, { notes }: CaseFile) {
    const { localize } = this.#host;
    const { busy, failure, drafts } = this.#file;
    const submit = async (event: Event) => {
      event.preventDefault();
      const form = event.currentTarget as HTMLFormElement;
      if (await this.#file.note(of.id)) this.#told = localize.term('deskNoteKept');
      this.#host.requestUpdate();
      form.querySelector('textarea')?.focus();
    };
    const enter = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      (event.currentTarget as HTMLFormElement).requestSubmit();
    };
    return html`${
        notes.length
          ? html`<ol>
              ${notes.map(
                ({ author, text, createdAt }) =>
                  html`<li>
                    <p class="facts">
                      <b>${author?.name ?? localize.term('deskSomebodyGone')}</b>${this.#time(createdAt)}
                    </p>
                    <p class="said" dir="auto">${text}</p>
                  </li>`,
              )}
            </ol>`
          : html`<p class="muted">${localize.term('deskNoNotes')}</p>`
      }
      <p class="visually-hidden" role="status">${this.#told}</p>
      ${
        of.abilities.note
          ? html`<form class="note" novalidate @submit=${submit} @keydown=${enter}>
              <label for="note">${localize.term('deskNote')}</label>
              <textarea
                id="note"
                rows="2"
                dir="auto"
                maxlength=${limits.caseNote}
                aria-describedby="note-help"
                .value=${drafts.get(of.id) ?? ''}
                @input=${(event: Event) => {
                  drafts.set(of.id, (event.target as HTMLTextAreaElement).value);
                  this.#told = '';
                }}
              ></textarea>
              <p id="note-help">${localize.term('deskNoteHelp')}</p>
              ${failure ? html`<p class="problem" role="alert">${problemWords(failure, localize)}</p>` : nothing}
              <div class="form-end">
                <button class="outlined" aria-disabled=${busy === 'noting'}>${localize.term('deskNoteAdd')}</button>
              </div>
            </form>`
          : nothing
      }`;
  }

  #context({ context }: CaseFile) {
    const { localize } = this.#host;
    if (!context.length) return html`<p class="muted">${localize.term('deskNoContext')}</p>`;
    return html`<ol>
      ${context.map(
        ({ title, body, author, language, createdAt }) =>
          html`<li>
            <p class="facts">${author ? html`<span>${byline(author)}</span>` : nothing}${this.#time(createdAt)}</p>
            ${title ? html`<h5 lang=${language ?? nothing} dir="auto">${title}</h5>` : nothing}
            <div class="text" lang=${language ?? nothing} dir="auto">${richText(body)}</div>
          </li>`,
      )}
    </ol>`;
  }

  #versions({ versions }: CaseFile) {
    const { localize } = this.#host;
    return html`<ol>
      ${versions.map(
        ({ at, deleted, title, body, language }, place) =>
          html`<li>
            <p class="facts">
              <b>${localize.term(deleted ? 'caseDeleted' : place ? 'caseChanged' : 'caseAsFlagged')}</b>
              ${at ? this.#time(at) : nothing}
            </p>
            ${title ? html`<h5 lang=${language ?? nothing} dir="auto">${title}</h5>` : nothing}
            ${deleted ? nothing : html`<div class="text" lang=${language ?? nothing} dir="auto">${richText(body)}</div>`}
          </li>`,
      )}
    </ol>`;
  }

  #others(others: readonly OtherCase[], none: string) {
    const { localize } = this.#host;
    if (!others.length) return html`<p class="muted">${none}</p>`;
    return html`<ul>
      ${others.map(
        ({ excerpt, decision, article, note, decidedAt }) =>
          html`<li>
            <p class="facts">
              <span class="badge ${decision}">${localize.term(decided[decision])}</span>
              ${article ? html`<span>${articleWords(article, localize)}</span>` : nothing}${this.#time(decidedAt)}
            </p>
            <p class="said" dir="auto">${excerpt || localize.term('deskErasedText')}</p>
            ${note ? html`<p class="muted" dir="auto">${note}</p>` : nothing}
          </li>`,
      )}
    </ul>`;
  }

  #step({ type, by, decision, outcome }: Step) {
    const { localize } = this.#host;
    const what = outcome
      ? localize.term(outcome === 'granted' ? 'caseGranted' : 'caseRejected')
      : decision && type === 'case.decided'
        ? localize.term(decided[decision])
        : localize.term(happened.get(type as 'case.opened') ?? 'deskChanged');
    return by ? localize.term('deskBy', what, by.name) : what;
  }

  #history(of: Case, { history }: CaseFile) {
    const { localize } = this.#host;
    const { busy, failure } = this.#file;
    return html`<ol class="steps-taken">
        ${history.map((step) => html`<li><span>${this.#step(step)}</span> ${this.#time(step.at)}</li>`)}
      </ol>
      <p class="muted">${localize.term('deskRecordText')}</p>
      ${failure ? html`<p class="problem" role="alert">${problemWords(failure, localize)}</p>` : nothing}
      <button
        class="outlined"
        type="button"
        id="export"
        aria-disabled=${busy === 'exporting'}
        @click=${() => this.#export(of.id)}
      >
        ${localize.term('deskExport')}
      </button>`;
  }

  async #export(id: string) {
    const record = await this.#file.record(id);
    if (!record) return;
    const address = URL.createObjectURL(new Blob([JSON.stringify(record, null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `case-${id}.json`;
    link.click();
    // The browser reads it once the event is over.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}
