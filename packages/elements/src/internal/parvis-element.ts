import { interruptions } from '@parvis/contracts/tables';
import { type CSSResult, LitElement, nothing, render } from 'lit';
import { property } from 'lit/decorators.js';
import type { Family } from '../locales/index.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { ParvisLocalize, loadFormats, loadTerms } from './localize.ts';
import { afterView } from './later.ts';
import { problems, retryState } from './problems.ts';
import { warnOnce } from './warn.ts';

/**
 * Single keys are shortcuts of many pages, which leave them alone only where they see a field. What is written in ours
 * they see coming from the element, so it stays inside.
 */
const keepTyping = (event: KeyboardEvent) => {
  // What can be required is a field.
  if ('required' in event.composedPath()[0]! && !event.ctrlKey && !event.metaKey && !/Esc|Tab/.test(event.key))
    event.stopPropagation();
};

/** What all elements share: their words, their look, and the name they are registered under. */
export class ParvisElement extends LitElement {
  static readonly version: string = __PARVIS_VERSION__;
  /** The tag without its prefix. */
  static readonly elementName: string = '';
  static readonly families: readonly Family[] = ['common'];
  /** Whether its first view has dates or numbers. */
  static readonly withFormats: boolean = true;
  static override styles = [tokens, base];

  readonly localize = new ParvisLocalize(this);
  readonly #families = new Set<Family>((this.constructor as typeof ParvisElement).families);

  /** Language of this element; without it the provider's, the surrounding one or the page's. */
  @property() override lang = '';
  @property() override dir = '';

  constructor() {
    super();
    this.onkeydown = this.onkeypress = this.onkeyup = keepTyping;
  }

  /** Whether what it is about to draw has dates or numbers. */
  protected get saysTimes(): boolean {
    return (this.constructor as typeof ParvisElement).withFormats;
  }

  /** What stands before the names of all elements registered together with this one. */
  get tagPrefix(): string {
    return this.localName.slice(0, -(this.constructor as typeof ParvisElement).elementName.length);
  }

  /** Takes on what a part needs that is loaded later: its words and its look. */
  async extend(family: Family, styles: CSSResult[]) {
    this.#families.add('common').add(family);
    const sheets = this.shadowRoot!.adoptedStyleSheets;
    for (const { styleSheet } of styles) if (styleSheet && !sheets.includes(styleSheet)) sheets.push(styleSheet);
    await Promise.all([loadTerms(this.localize.language, ['common', family]), loadFormats()]);
  }

  /** The first drawing in a language waits for its words, so that nobody sees another language flash by. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    this.localize.refresh();
    const coming = [loadTerms(this.localize.language, this.#families), this.saysTimes && loadFormats()].filter(Boolean);
    const words = coming.length && Promise.all(coming);
    return words ? this.#speak(words) : super.scheduleUpdate();
  }

  /** Whatever goes wrong while drawing is told where it would have been drawn, and never thrown into the page. */
  protected override performUpdate() {
    try {
      super.performUpdate();
    } catch (error) {
      warnOnce(`<${this.localName}> could not be drawn: ${String(error)}`);
      render(this.problem(error), this.renderRoot, this.renderOptions);
    }
  }

  /** What failures look like and are called is fetched ahead: it must be there without a network. */
  protected override firstUpdated() {
    // What is drawn first may still be waiting for its answer: a second is time enough for that.
    setTimeout(
      () =>
        void afterView().then(() => {
          problems(this);
          return loadTerms(this.localize.language, ['common']);
        }),
      1_000,
    );
  }

  /** What stands where the element cannot be drawn, or where what it shows could not be had. */
  problem(
    error: unknown,
    retry = () => {
      this.reload();
      this.requestUpdate();
    },
  ): unknown {
    const known = problems(this);
    if (known) return known.problemState(error, this.localize, retry);
    return known === null ? retryState(this.localize, retry) : nothing;
  }

  /** Why something did not go, in words. */
  problemWords(error: unknown): string {
    return problems(this)?.problemWords(error, this.localize) ?? '';
  }

  /** What keeps a write from being sent, and can be settled here and now, is; see `Host`. */
  async interrupted<Given>(error: unknown, given: Given): Promise<Given | undefined> {
    const { code } = (error ?? {}) as { code?: string };
    return interruptions.some((one) => one === code)
      ? (await import('../gate/gate.ts')).settle(this, error, given)
      : undefined;
  }

  /** Asks again for what is drawn. */
  protected reload(): unknown {
    return;
  }

  async #speak(words: Promise<unknown>) {
    await words;
    this.localize.refresh();
    // The language may have become another one meanwhile; words that do not arrive are not waited for.
    await loadTerms(this.localize.language, this.#families);
    super.scheduleUpdate();
  }
}
