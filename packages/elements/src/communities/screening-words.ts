/** The words that are looked for in a community: a list for each thing that is done with them, and taking lists in. */
import { type ScreeningAction, limits, screeningActions } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ParvisLocalize } from '../internal/localize.ts';
import { type ListFault, type ReadList, readList } from './word-list.ts';

/** One word on each line. */
export type Words = Record<ScreeningAction, string>;
type Faults = Readonly<Record<string, string>>;

const terms = {
  refuse: { name: 'screenRefuse', does: 'screenRefuseDoes' },
  hold: { name: 'screenHold', does: 'screenHoldDoes' },
  nudge: { name: 'screenNudge', does: 'screenNudgeDoes' },
} as const;
const faultTerms = { short: 'screenShort', action: 'screenAction', quote: 'screenQuote' } as const;
/** Lines that are told of one list. */
const mostTold = 10;

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

export const isAction = (name: string): name is ScreeningAction => name in terms;

export function lineFault(localize: ParvisLocalize, fault: ListFault, line: number, text: string): string {
  const why =
    fault === 'many'
      ? localize.term('screenMany', limits.screenedWords)
      : fault === 'long'
        ? localize.term('screenLong', limits.screenedWord)
        : localize.term(faultTerms[fault]);
  return localize.term('screenLine', line, text, why);
}

/** What cannot be looked for, the first of each list. */
export function faultsIn(words: Words, localize: ParvisLocalize): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const action of screeningActions) {
    const [first] = readList(words[action].replaceAll(/["#,;\t]/g, 'x'), action).faults;
    if (first) faults[action] = lineFault(localize, first.fault, first.line, linesOf(first.text)[0] ?? first.text);
  }
  const count = screeningActions.flatMap((action) => linesOf(words[action])).length;
  if (count > limits.screenedWords) faults['refuse'] = localize.term('screenMany', limits.screenedWords);
  return faults;
}

async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What spreadsheets of this part of the world write where they write no UTF-8.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Each word once, after those that are there. */
function withList(words: Words, list: ReadList): Words {
  const all = { ...words };
  for (const action of screeningActions) {
    const known = new Set(linesOf(words[action]).map((word) => word.toLowerCase()));
    const added = list.words[action].filter((word) => !known.has(word.toLowerCase()));
    all[action] = [...linesOf(words[action]), ...added].join('\n');
  }
  return all;
}

type Given = {
  localize: ParvisLocalize;
  words: Words;
  faults: Faults;
  /** Of what is written by then: reading a file takes a moment. */
  change(to: (words: Words) => Words): void;
};

export class WordFields {
  /** What is done with words of a list that does not say it. */
  #action: ScreeningAction = 'hold';
  #list: ReadList | undefined;

  render(given: Given) {
    const { localize } = given;
    return html`<h3>${localize.term('screenWords')}</h3>
      <p class="hint">${localize.term('screenWordsHint')}</p>
      ${screeningActions.map((action) => this.#words(given, action))}
      <fieldset>
        <legend>${localize.term('screenImport')}</legend>
        <p class="hint" id="screen-import-hint">${localize.term('screenImportHint')}</p>
        <div class="options">
          <label
            >${localize.term('screenImportAs')}
            <select
              @change=${(event: Event) => {
                this.#action = (event.target as HTMLSelectElement).value as ScreeningAction;
              }}
            >
              ${screeningActions.map(
                (action) =>
                  html`<option value=${action} ?selected=${action === this.#action}>
                    ${localize.term(terms[action].name)}
                  </option>`,
              )}
            </select>
          </label>
          <label
            >${localize.term('screenFile')}
            <input
              id="screen-file"
              type="file"
              accept=".txt,.csv,text/plain,text/csv"
              aria-describedby="screen-import-hint"
              @change=${(event: Event) => void this.#read(given, event)}
            />
          </label>
        </div>
        ${this.#imported(localize)}
      </fieldset>`;
  }

  async #read({ change }: Given, event: Event) {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    const text = await textOf(file);
    input.value = '';
    const list = (this.#list = readList(text, this.#action));
    change((words) => withList(words, list));
  }

  #words({ localize, words, faults, change }: Given, action: ScreeningAction) {
    const id = `screen-${action}`;
    const count = linesOf(words[action]).length;
    return html`<div>
      <label for=${id}>${localize.term(terms[action].name)}${count ? ` (${localize.number(count)})` : nothing}</label>
      <p class="hint" id="${id}-does">${localize.term(terms[action].does)}</p>
      <textarea
        id=${id}
        dir="auto"
        rows="3"
        spellcheck="false"
        aria-describedby="${id}-does ${id}-fault"
        aria-invalid=${!!faults[action]}
        .value=${live(words[action])}
        @input=${(event: Event) => {
          const { value } = event.target as HTMLTextAreaElement;
          change((all) => ({ ...all, [action]: value }));
        }}
      ></textarea>
      <p class="fault" id="${id}-fault">${faults[action] ?? nothing}</p>
    </div>`;
  }

  #imported(localize: ParvisLocalize) {
    const list = this.#list;
    if (!list) return nothing;
    const { count, faults } = list;
    return html`<p class="hint" role="status">
        ${localize.term('screenImported', count)}
        ${faults.length ? localize.term('screenLeftOut', faults.length) : nothing}
      </p>
      ${
        faults.length
          ? html`<ul class="lines">
              ${faults
                .slice(0, mostTold)
                .map(({ line, fault, text }) => html`<li class="fault">${lineFault(localize, fault, line, text)}</li>`)}
            </ul>`
          : nothing
      }`;
  }
}
