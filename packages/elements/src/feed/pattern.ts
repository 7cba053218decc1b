import type { ParvisElement } from '../internal/parvis-element.ts';

/** More than fit on any screen. */
const numberedAtOnce = 100;
/** Milliseconds after which the others are numbered: those at the start are drawn by then. */
const numberedLater = 100;

/** The feed pattern of ARIA: posts that are numbered, a way between them by keyboard, a focus that stays among them. */
export class FeedPattern {
  readonly #host: ParvisElement;
  /** The post with the focus, as it was before drawing. */
  #focused: { article: Element; place: number } | undefined;
  #numbering: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ParvisElement) {
    this.#host = host;
  }

  #all(selector: string) {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>(selector)];
  }

  get articles() {
    return this.#all('.feed > article');
  }

  /** Before drawing. */
  remember() {
    const focused = this.#host.shadowRoot?.activeElement?.closest<HTMLElement>('.feed > article');
    this.#focused = focused ? { article: focused, place: this.articles.indexOf(focused) } : undefined;
  }

  /** After it: a post that goes away under the focus leaves it to the one that takes its place. */
  keep() {
    if (this.#focused && !this.#focused.article.isConnected) {
      const { articles } = this;
      (articles[this.#focused.place] ?? articles.at(-1))?.focus({ preventScroll: true });
    }
    this.#focused = undefined;
  }

  /**
   * Numbers the posts, each by its place of all; the line between them is none. A thousand of them change with each that
   * is put on top: those at the start are numbered at once, the others a moment later, unless one of them has the focus.
   */
  number(complete: boolean, from = 0) {
    clearTimeout(this.#numbering);
    const { articles } = this;
    const size = String(complete ? articles.length : -1);
    const focused = articles.indexOf(this.#host.shadowRoot?.activeElement?.closest('article') as HTMLElement);
    const end = from || focused >= numberedAtOnce ? articles.length : numberedAtOnce;
    articles.slice(from, end).forEach((article, index) => {
      const place = String(from + index + 1);
      if (article.getAttribute('aria-posinset') !== place) article.setAttribute('aria-posinset', place);
      if (article.getAttribute('aria-setsize') !== size) article.setAttribute('aria-setsize', size);
    });
    if (end < articles.length) this.#numbering = setTimeout(() => this.number(complete, end), numberedLater);
  }

  handleKeydown = (event: KeyboardEvent) => {
    const article = (event.target as Element).closest('article');
    if (!article || (event.target as Element).closest('textarea, input, select, [popover], dialog')) return;
    const articles = this.#all('article');
    const at = articles.indexOf(article);
    let to: HTMLElement | undefined;
    if (event.key === 'PageDown') to = articles[at + 1] ?? this.#all('.end button')[0];
    else if (event.key === 'PageUp') to = articles[at - 1];
    else if (event.key === 'End' && event.ctrlKey) [to] = this.#all('.end');
    else if (event.key === 'Home' && event.ctrlKey) to = this.#all('.fresh')[0] ?? articles[0];
    else return;
    event.preventDefault();
    to?.focus();
  };
}
