import type { Screening } from '@parvis/contracts';
import { type ScreeningAction, limits, screeningActions } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { type Picked, peopleFor, picker } from '../internal/picker.ts';
import { type Problem, problemWords } from '../internal/problem.ts';
import type { Desk } from './desk.ts';
import { type ReadList, readList } from './word-list.ts';

const terms = {
  refuse: { name: 'screenRefuse', does: 'screenRefuseDoes' },
  hold: { name: 'screenHold', does: 'screenHoldDoes' },
  nudge: { name: 'screenNudge', does: 'screenNudgeDoes' },
} as const;
const faultTerms = {
  short: 'screenShort',
  long: 'screenLong',
  action: 'screenAction',
  quote: 'screenQuote',
  many: 'screenMany',
} as const;
/** Lines that are told of one list. */
const mostTold = 10;

type Values = {
  words: Record<ScreeningAction, string>;
  newcomers: string;
  everything: boolean;
  people: readonly Picked[];
  external: boolean;
};
const valuesOf = ({ words, newcomers, everything, people, external }: Screening): Values => ({
  words: { refuse: words.refuse.join('\n'), hold: words.hold.join('\n'), nudge: words.nudge.join('\n') },
  newcomers: String(newcomers),
  ...{ everything, external },
  people: people.map(({ id, name }) => ({ id, name })),
});
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What the stewards of a community look at before it is published. */
export class ScreeningSettings {
  readonly #desk: Desk;
  /** Asks, without the page of the community being asked for again. */
  readonly #request: Desk['ask'];
  #screening: Screening | undefined;
  #values!: Values;
  #unread: unknown;
  #failed = '';
  #told = '';
  #busy = false;
  /** Another steward saved meanwhile: theirs, which was read for what is here to be saved in its place. */
  #theirs: Screening | undefined;
  #faults: Readonly<Record<string, string>> = {};
  #action: ScreeningAction = 'hold';
  #list: ReadList | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#request = desk.ask;
    void this.#load();
  }

  #load = async () => {
    this.#unread = undefined;
    this.#draw();
    try {
      this.#take(await this.#request(({ screening }) => screening.get(this.#desk.community.id)));
    } catch (error) {
      this.#unread = error;
    }
    this.#draw();
  };

  #draw() {
    this.#desk.host.requestUpdate();
  }

  #take(screening: Screening) {
    this.#screening = screening;
    this.#values = valuesOf(screening);
    this.#theirs = undefined;
    this.#faults = {};
  }

  #change(values: Partial<Values>) {
    this.#values = { ...this.#values, ...values };
    this.#told = '';
    this.#draw();
  }

  async #focus(selector: string) {
    this.#draw();
    await this.#desk.host.updateComplete;
    this.#desk.host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #check(): boolean {
    const { localize } = this.#desk.host;
    const faults: Record<string, string> = {};
    for (const action of screeningActions) {
      const { faults: wrong } = readList(this.#values.words[action].replaceAll(/["#,;\t]/g, 'x'), action);
      const [first] = wrong;
      if (first) faults[action] = this.#faultWords(first.fault, first.line, linesOf(first.text)[0] ?? first.text);
    }
    const all = screeningActions.flatMap((action) => linesOf(this.#values.words[action]));
    if (all.length > limits.screenedWords) faults['refuse'] = localize.term('screenMany', limits.screenedWords);
    const newcomers = Number(this.#values.newcomers);
    if (!Number.isInteger(newcomers) || newcomers < 0 || newcomers > limits.newcomerPosts)
      faults['newcomers'] = localize.term('screenNewcomersFault', limits.newcomerPosts);
    this.#faults = faults;
    const [wrong] = Object.keys(faults);
    if (wrong) void this.#focus(`#screen-${wrong}`);
    return !wrong;
  }

  #faultWords(fault: keyof typeof faultTerms, line: number, text: string): string {
    const { localize } = this.#desk.host;
    const why =
      fault === 'many'
        ? localize.term('screenMany', limits.screenedWords)
        : fault === 'long'
          ? localize.term('screenLong', limits.screenedWord)
          : localize.term(faultTerms[fault] as 'screenShort');
    return localize.term('screenLine', line, text, why);
  }

  #save = async (event?: Event) => {
    event?.preventDefault();
    if (this.#busy || !this.#check()) return;
    const { community, host } = this.#desk;
    const { words, newcomers, everything, people, external } = this.#values;
    this.#busy = true;
    this.#failed = '';
    this.#told = '';
    this.#draw();
    try {
      const saved = await this.#request(({ screening }) =>
        screening.save(community.id, {
          tag: this.#screening!.tag,
          words: { refuse: linesOf(words.refuse), hold: linesOf(words.hold), nudge: linesOf(words.nudge) },
          ...{ newcomers: Number(newcomers), everything, external },
          people: people.map(({ id }) => id),
        }),
      );
      this.#take(saved);
      this.#told = host.localize.term('screenSaved');
    } catch (error) {
      await this.#refused(error as Problem & { errors?: readonly { path: string }[] });
    } finally {
      this.#busy = false;
      this.#draw();
    }
  };

  async #refused(error: Problem & { errors?: readonly { path: string }[] }) {
    const { host, community } = this.#desk;
    if (error.code === 'precondition-failed')
      try {
        this.#theirs = await this.#request(({ screening }) => screening.get(community.id));
        return void this.#focus('#screen-theirs');
      } catch (unread) {
        this.#failed = problemWords(unread, host.localize);
        return;
      }
    const faults: Record<string, string> = {};
    for (const { path } of error.errors ?? []) {
      const [head = '', name = '', index] = path.split('.');
      if (head === 'people') {
        const person = this.#values.people[Number(name)];
        faults['people'] = host.localize.term('screenNoMember', person?.name ?? '');
      } else if (head === 'words' && name in terms) {
        const text = linesOf(this.#values.words[name as ScreeningAction])[Number(index)] ?? '';
        faults[name] = this.#faultWords('short', Number(index) + 1, text);
      }
    }
    this.#faults = faults;
    const [first] = Object.keys(faults);
    if (first) void this.#focus(`#screen-${first}`);
    else this.#failed = problemWords(error, host.localize);
  }

  #takeTheirs = () => {
    if (this.#theirs) this.#take(this.#theirs);
    void this.#focus('#screening');
  };

  #keepMine = () => {
    if (!this.#theirs) return;
    this.#screening = this.#theirs;
    this.#theirs = undefined;
    void this.#save();
  };

  #read = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    const bytes = await file.arrayBuffer();
    input.value = '';
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      // What spreadsheets of this part of the world write where they write no UTF-8.
      text = new TextDecoder('windows-1252').decode(bytes);
    }
    const list = (this.#list = readList(text, this.#action));
    const words = { ...this.#values.words };
    for (const action of screeningActions) {
      const known = new Set(linesOf(words[action]).map((word) => word.toLowerCase()));
      const added = list.words[action].filter((word) => !known.has(word.toLowerCase()));
      words[action] = [...linesOf(words[action]), ...added].join('\n');
    }
    this.#change({ words });
  };

  #imported() {
    const list = this.#list;
    if (!list) return nothing;
    const { localize } = this.#desk.host;
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
                .map(({ line, fault, text }) => html`<li class="fault">${this.#faultWords(fault, line, text)}</li>`)}
            </ul>`
          : nothing
      }`;
  }

  #words(action: ScreeningAction) {
    const { localize } = this.#desk.host;
    const id = `screen-${action}`;
    const count = linesOf(this.#values.words[action]).length;
    return html`<div>
      <label for=${id}>${localize.term(terms[action].name)}${count ? ` (${localize.number(count)})` : nothing}</label>
      <p class="hint" id="${id}-does">${localize.term(terms[action].does)}</p>
      <textarea
        id=${id}
        rows="3"
        spellcheck="false"
        aria-describedby="${id}-does ${id}-fault"
        aria-invalid=${!!this.#faults[action]}
        .value=${live(this.#values.words[action])}
        @input=${(event: Event) =>
          this.#change({ words: { ...this.#values.words, [action]: (event.target as HTMLTextAreaElement).value } })}
      ></textarea>
      <p class="fault" id="${id}-fault">${this.#faults[action] ?? nothing}</p>
    </div>`;
  }

  #box(name: 'everything' | 'external', label: string, hint: string) {
    return html`<div>
      <label class="line"
        ><input
          type="checkbox"
          aria-describedby="screen-${name}-hint"
          .checked=${live(this.#values[name])}
          @change=${(event: Event) => this.#change({ [name]: (event.target as HTMLInputElement).checked })}
        />${label}</label
      >
      <p class="hint" id="screen-${name}-hint">${hint}</p>
    </div>`;
  }

  render() {
    const { host } = this.#desk;
    const { localize } = host;
    if (this.#unread)
      return html`<p class="problem" role="alert">${problemWords(this.#unread, localize)}</p>
        <button class="outlined" type="button" @click=${this.#load}>${localize.term('retry')}</button>`;
    if (!this.#screening) return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    const { newcomers, people } = this.#values;
    return html`<form class="screening" novalidate @submit=${this.#save}>
      <p class="muted">${localize.term('screenText')}</p>
      <h3>${localize.term('screenWords')}</h3>
      <p class="hint">${localize.term('screenWordsHint')}</p>
      ${screeningActions.map((action) => this.#words(action))}
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
              @change=${this.#read}
            />
          </label>
        </div>
        ${this.#imported()}
      </fieldset>
      <h3>${localize.term('screenWho')}</h3>
      <div>
        <label for="screen-newcomers">${localize.term('screenNewcomers')}</label>
        <p class="hint" id="screen-newcomers-hint">${localize.term('screenNewcomersHint')}</p>
        <input
          id="screen-newcomers"
          type="number"
          min="0"
          max=${limits.newcomerPosts}
          inputmode="numeric"
          aria-describedby="screen-newcomers-hint screen-newcomers-fault"
          aria-invalid=${!!this.#faults['newcomers']}
          .value=${live(newcomers)}
          @input=${(event: Event) => this.#change({ newcomers: (event.target as HTMLInputElement).value })}
        />
        <p class="fault" id="screen-newcomers-fault">${this.#faults['newcomers'] ?? nothing}</p>
      </div>
      ${this.#box('everything', localize.term('screenEverything'), localize.term('screenEverythingHint'))}
      ${picker(host, {
        id: 'screen-people',
        label: localize.term('screenPeople'),
        chosen: people,
        most: limits.screenedPeople,
        busy: this.#busy,
        fault: this.#faults['people'] ?? '',
        ask: peopleFor(host),
        change: (chosen) => this.#change({ people: chosen }),
      })}
      <p class="hint">${localize.term('screenPeopleHint')}</p>
      ${
        this.#screening.abilities.external
          ? html`<h3>${localize.term('screenOutside')}</h3>
              ${this.#box('external', localize.term('screenExternal'), localize.term('screenExternalHint'))}`
          : nothing
      }
      <p class="told" role="status">${this.#told}</p>
      ${this.#failed ? html`<p class="problem" role="alert">${this.#failed}</p>` : nothing}
      ${
        this.#theirs
          ? html`<div class="warning" role="alert">
              <p id="screen-theirs" tabindex="-1">${localize.term('screenMeeting')}</p>
              <button class="outlined" type="button" @click=${this.#takeTheirs}>
                ${localize.term('screenTakeTheirs')}
              </button>
              <button class="outlined" type="button" @click=${this.#keepMine}>
                ${localize.term('screenKeepMine')}
              </button>
            </div>`
          : nothing
      }
      <div class="form-end">
        <button class="primary" aria-disabled=${this.#busy}>${localize.term('save')}</button>
      </div>
    </form>`;
  }
}
