import type { GetToken } from '@parvis/client';
import { LitElement, type PropertyValues, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import type { ConnectionOptions } from './connection.ts';
import { page } from '../internal/page.ts';
import { warnOnce } from '../internal/warn.ts';
import { Provision } from './provide.ts';

/** Of a web address; what is none has an origin of its own. */
const originOf = (address: string): unknown => {
  const { protocol, origin } = URL.canParse(address, document.baseURI)
    ? new URL(address, document.baseURI)
    : { protocol: '', origin: '' };
  return /^https?:$/.test(protocol) ? origin : Symbol();
};

/**
 * @summary Connects the Parvis elements inside it to one API and says in whose name, in which language and which theme.
 * One is enough for a page; none is needed where the script's own tag says it all.
 *
 * @slot - The part of the page whose Parvis elements it serves.
 */
export class ParvisProvider extends LitElement {
  static readonly version: string = __PARVIS_VERSION__;
  static readonly elementName = 'provider';
  static override styles = css`
    :host {
      display: contents;
    }
    :host([theme='light']) {
      color-scheme: light;
    }
    :host([theme='dark']) {
      color-scheme: dark;
    }
    :host([density='compact']) {
      --parvis-space: 3px;
    }
  `;

  readonly #provision = new Provision(this);
  #getToken: GetToken | undefined;
  #fetch: ConnectionOptions['fetch'];

  /** Address of the API: `https://social.example.intra`. Without it, where the script of the page came from. */
  @property() api = '';
  /** An address of the page's own origin that answers `{ "token": "…" }` for the person signed in to the page. */
  @property({ attribute: 'token-url' }) tokenUrl = '';
  /**
   * Where the pages show a post, with `{id}` where its id belongs: `/news#parvis-post-{id}`. Links to posts lead there;
   * without it, to the page on which they are copied.
   */
  @property({ attribute: 'post-url' }) postUrl = '';
  /** Language of the elements inside; without it the one of the surrounding page. */
  @property() override lang = '';
  /**
   * Address of a file with further languages, or with other words for those there are:
   * `{ "de": { "retry": "Nochmals versuchen" } }`. It serves the whole page.
   */
  @property() locales = '';
  /** `light` or `dark`; without it the colour scheme of the page. */
  @property({ reflect: true }) theme: 'light' | 'dark' | null = null;

  override connectedCallback() {
    super.connectedCallback();
    this.#provide();
  }

  /** The same from JavaScript, with a function that gives the token instead of an address. */
  configure(options: Partial<ConnectionOptions> & { lang?: string }) {
    if (options.api !== undefined) this.api = options.api;
    if (options.tokenUrl !== undefined) this.tokenUrl = options.tokenUrl ?? '';
    if (options.lang !== undefined) this.lang = options.lang;
    if (options.postUrl !== undefined) this.postUrl = options.postUrl ?? '';
    if (options.getToken) this.#getToken = options.getToken;
    if (options.fetch) this.#fetch = options.fetch;
    this.#provide();
  }

  /** Forgets the token, and drafts and whatever else is kept on this machine. Call it when the page signs somebody out. */
  signOut() {
    this.#provision.signOut();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('api') || changed.has('tokenUrl') || changed.has('postUrl') || changed.has('lang')) this.#provide();
    const { locales } = this;
    if (changed.has('locales') && locales)
      import('./added.ts').then(({ addLocales }) => addLocales(locales)).catch(() => {});
  }

  #provide() {
    if (!this.isConnected) return;
    this.#provision.language(this.lang);
    const { tokenUrl, postUrl } = this;
    const api = this.api || page().api;
    if (!api) return;
    const { apis } = page();
    // Who edits the page may write tags. Where a script says which API the page has, tokens go to no other for a tag's sake.
    if (apis && api === this.getAttribute('api') && ![...apis].some((one) => originOf(one) === originOf(api))) {
      warnOnce(
        `<${this.localName} api="${api}"> names another API than the scripts of the page (${[...apis].join(', ')}). If it is meant, say so by configure({ api }).`,
      );
      return;
    }
    this.#provision.connect({ api, tokenUrl, postUrl, getToken: this.#getToken, fetch: this.#fetch });
  }

  override render() {
    return html`<slot></slot>`;
  }
}
