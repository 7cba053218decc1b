import type { Screening } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { type Picked, peopleFor, picker } from '../internal/picker.ts';
import { type Problem, problemWords } from '../internal/problem.ts';
import type { Desk } from './desk.ts';
import { WordFields, type Words, faultsIn, isAction, lineFault, linesOf } from './screening-words.ts';

type Values = {
  words: Words;
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
  readonly #words = new WordFields();

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
    const faults = faultsIn(this.#values.words, localize);
    const newcomers = Number(this.#values.newcomers);
    if (!Number.isInteger(newcomers) || newcomers < 0 || newcomers > limits.newcomerPosts)
      faults['newcomers'] = localize.term('screenNewcomersFault', limits.newcomerPosts);
    this.#faults = faults;
    const [wrong] = Object.keys(faults);
    if (wrong) void this.#focus(`#screen-${wrong}`);
    return !wrong;
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
      } else if (head === 'words' && isAction(name)) {
        const text = linesOf(this.#values.words[name])[Number(index)] ?? '';
        faults[name] = lineFault(host.localize, 'short', Number(index) + 1, text);
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
    const { words, newcomers, people } = this.#values;
    return html`<form class="screening" novalidate @submit=${this.#save}>
      <p class="muted">${localize.term('screenText')}</p>
      ${this.#words.render({
        ...{ localize, words, faults: this.#faults },
        change: (to) => this.#change({ words: to(this.#values.words) }),
      })}
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
