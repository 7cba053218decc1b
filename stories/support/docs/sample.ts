import { LitElement, css, html } from 'lit';
import { onGlobals, readable } from '../globals.ts';
import { sheet } from './sheet.ts';

/** Where this Storybook is served by an API (`/docs`), samples name that one; elsewhere a name that stands for yours. */
const served = new URL('.', document.baseURI).href.match(/^(.*)\/docs\/$/)?.[1];
export const apiAddress = served ?? 'https://social.example';

/** What is said around an example. */
export const words = {
  en: { copy: 'Copy', copied: 'Copied', sample: 'Sample', example: 'Example', toCopy: 'Copy it' },
  fr: { copy: 'Copier', copied: 'Copié', sample: 'Extrait', example: 'Exemple', toCopy: 'À copier' },
};

export async function copy(text: string, pressed: HTMLElement): Promise<void> {
  await navigator.clipboard.writeText(text);
  const before = pressed.textContent;
  pressed.textContent = words[readable()].copied;
  setTimeout(() => (pressed.textContent = before), 1_500);
}

/** Names of tags, then attributes, strings and comments: enough colour to find one's way in a few lines. */
const marks = /(<!--[^]*?-->|\/\*[^]*?\*\/|(?:^|\s)#[^\n]*)|("[^"\n]*"|'[^'\n]*'|`[^`]*`)|(<\/?[\w-]+|\/?>)/g;
function* coloured(text: string) {
  let at = 0;
  for (const found of text.matchAll(marks)) {
    const [whole, comment, string] = found;
    yield text.slice(at, found.index);
    yield html`<span class=${comment ? 'comment' : string ? 'string' : 'tag'}>${whole}</span>`;
    at = found.index + whole.length;
  }
  yield text.slice(at);
}

/** A sample to copy; `https://social.example` in it becomes the API that serves the page. */
export class DocsSample extends LitElement {
  static override properties = { code: {}, label: {} };
  declare code: string;
  declare label: string;
  static override styles = [
    sheet,
    css`
      figure {
        margin: 0;
        border: 1px solid var(--line);
        border-radius: 8px;
        background: var(--sunken);
        overflow: hidden;
      }
      figcaption {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        padding: 6px 8px 6px 14px;
        border-block-end: 1px solid var(--line);
        color: var(--faded);
        font-size: 13px;
      }
      pre {
        margin: 0;
        padding: 12px 14px;
        overflow-x: auto;
        tab-size: 2;
      }
      .tag {
        color: light-dark(#1f5fbf, #8ab4f8);
      }
      .string {
        color: light-dark(#8a3b12, #e8a981);
      }
      .comment {
        color: var(--faded);
      }
    `,
  ];

  constructor() {
    super();
    this.code = '';
    this.label = '';
  }

  #unlisten: (() => void) | undefined;

  override connectedCallback() {
    super.connectedCallback();
    this.#unlisten = onGlobals(() => this.requestUpdate());
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#unlisten?.();
  }

  get text(): string {
    return this.code.trim().replaceAll('https://social.example', apiAddress);
  }

  override render() {
    const { copy: press, sample } = words[readable()];
    return html`<figure>
      <figcaption>
        <span>${this.label}</span>
        <button
          class="press"
          .textContent=${press}
          @click=${({ target }: Event) => copy(this.text, target as HTMLElement)}
        ></button>
      </figcaption>
      <pre tabindex="0" role="region" aria-label=${this.label || sample}><code>${coloured(this.text)}</code></pre>
    </figure>`;
  }
}
