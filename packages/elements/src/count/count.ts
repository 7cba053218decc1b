import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { CountController } from '../controllers/count-controller.ts';
import { hostPage } from '../internal/host-page.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { webAddress } from '../internal/web-address.ts';
import { countStyles } from './count.styles.ts';

const isId = (text: string) => /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text);

/**
 * @summary How many comments there are on a page of the intranet, or on a post: “12 comments”. However many stand on a
 * page, they ask together.
 *
 * @slot zero - What is said where there are none, or none for this reader. Without it nothing is.
 *
 * @csspart count - The words, or the link.
 */
export class ParvisCount extends ParvisElement {
  static override readonly elementName: string = 'count';
  static override readonly families = ['count'] as const;
  static override styles = [...ParvisElement.styles, countStyles];

  readonly #count = new CountController(this);

  /** Address of the page, or id of the post; without it, the page that it stands on. */
  @property() for = '';
  /** Parameters of the page's query that make it another page, with spaces between them. */
  @property() params: string | null = null;
  /** Where the words lead; without it they are no link. */
  @property() href = '';

  protected override willUpdate() {
    const address = isId(this.for) ? undefined : hostPage(this.for, this.params);
    if (isId(this.for)) this.#count.show({ kind: 'posts', for: this.for.toLowerCase() });
    else this.#count.show(address === undefined ? undefined : { kind: 'addresses', for: address });
  }

  override render() {
    const { found, known } = this.#count;
    const link = webAddress(this.href);
    if (!known) return nothing;
    if (!found?.count) return html`<slot name="zero"></slot>`;
    const words = this.localize.term('commentCount', found.count);
    return link ? html`<a part="count" href=${link}>${words}</a>` : html`<span part="count">${words}</span>`;
  }
}
