import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { LitElement, css, html, nothing } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import '../../../packages/elements/src/provider/define.ts';
import type { ParvisProvider } from '../../../packages/elements/src/provider/provider.ts';
import { apiOf, nameOf, prepare, started, tokenFor } from '../application.ts';
import { globals, onGlobals, readable } from '../globals.ts';
import { type StoryParameters, people } from '../story.ts';
import { words } from './sample.ts';
import { sheet } from './sheet.ts';

/** A story brings its elements along; markup names those that it needs. */
const definitions = import.meta.glob('../../../packages/elements/src/*/define.ts');
const define = (code: string): Promise<unknown> =>
  Promise.all(
    [...code.matchAll(/<parvis-([\w-]+)/g)].map(([, name]) =>
      definitions[`../../../packages/elements/src/${name}/define.ts`]?.(),
    ),
  );

type AnyStory = StoryObj<never> & { parameters?: StoryParameters };

/**
 * One example on a page of many: a story (`story` of `meta`), or `code`, which is then the very markup to copy. Each has
 * a provider of its own, so that several people look at one page side by side.
 */
export class DocsLive extends LitElement {
  static override properties = {
    story: { attribute: false },
    meta: { attribute: false },
    code: {},
    viewer: {},
    label: {},
    width: { type: Number },
    failed: { state: true },
    name: { state: true },
    near: { state: true },
  };
  declare story: AnyStory | undefined;
  declare meta: Meta<never> | undefined;
  declare code: string;
  declare viewer: string;
  /** In each language, or the same in all. */
  declare label: string | Record<'en' | 'fr', string>;
  declare width: number;
  declare failed: string;
  /** Of whoever is looking, once they are known. */
  declare name: string;
  declare near: boolean;
  static override styles = [
    sheet,
    css`
      .example {
        border: 1px solid var(--line);
        border-radius: 10px;
        background: light-dark(#fff, #14171a);
      }
      .told {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        justify-content: space-between;
        padding: 8px 16px;
        border-block-end: 1px solid var(--line);
        border-start-start-radius: 9px;
        border-start-end-radius: 9px;
        background: var(--sunken);
        font-size: 13px;
      }
      .told b {
        font-weight: 600;
      }
      .told span {
        color: var(--faded);
      }
      .stage {
        min-block-size: 96px;
        max-block-size: 620px;
        padding: 16px;
        overflow: auto;
      }
      docs-sample {
        margin: 0;
      }
      .code {
        padding: 0 16px 16px;
      }
    `,
  ];
  #unlisten: (() => void) | undefined;
  #seen: IntersectionObserver | undefined;
  #played = false;

  constructor() {
    super();
    this.code = '';
    this.viewer = '';
    this.label = '';
    this.failed = '';
    this.name = '';
    this.near = false;
  }

  get #viewer(): string {
    const { meta, story } = this;
    const said = { ...(meta?.parameters as StoryParameters), ...(story?.parameters as StoryParameters) };
    return this.viewer || said.viewer || globals().viewer;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#unlisten = onGlobals(() => this.requestUpdate());
    // A page of twenty examples asks for those that are looked at.
    this.#seen = new IntersectionObserver(([entry]) => entry!.isIntersecting && void this.#begin(), {
      rootMargin: '400px',
    });
    this.#seen.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#unlisten?.();
    this.#seen?.disconnect();
  }

  async #begin() {
    this.#seen?.disconnect();
    try {
      await Promise.all([started, define(this.code)]);
      await prepare((this.story?.parameters as StoryParameters | undefined)?.before);
      this.near = true;
    } catch (error) {
      this.failed = String(error);
    }
  }

  override render() {
    const { code, failed, name, near, width } = this;
    const { language, theme } = globals();
    const read = readable();
    const label = typeof this.label === 'string' ? this.label : this.label[read];
    const is = people[this.#viewer]?.[read];
    return html`<section class="example">
      <header class="told">
        <b>${label}</b
        ><span>${name && (read === 'fr' ? `Vu par ${name}` : `As ${name}`)}${name && is && `, ${is}`}</span>
      </header>
      <div class="stage" tabindex="0" role="region" aria-label=${label || words[read].example}>
        ${failed || nothing}
        ${
          near
            ? html`<div style=${width ? `max-inline-size: ${width}px` : nothing}>
                <parvis-provider lang=${language} theme=${theme}>${this.#content()}</parvis-provider>
              </div>`
            : nothing
        }
      </div>
      ${code ? html`<div class="code"><docs-sample label=${words[read].toCopy} .code=${code}></docs-sample></div>` : nothing}
    </section>`;
  }

  #content() {
    const { story, meta, code } = this;
    if (!story) return unsafeHTML(code);
    const render = (story.render ?? meta?.render) as ((args: object) => unknown) | undefined;
    return render?.({ ...(meta?.args as object | undefined), ...(story.args as object | undefined) });
  }

  protected override updated() {
    const provider = this.renderRoot.querySelector<ParvisProvider>('parvis-provider');
    if (!provider) return;
    const viewer = this.#viewer;
    const fault = (this.story?.parameters as StoryParameters | undefined)?.fault;
    const api = apiOf(viewer, fault);
    if (provider.api !== api) {
      provider.configure({ api, getToken: () => tokenFor(viewer) });
      nameOf(viewer).then(
        (name) => (this.name = name),
        (error: unknown) => (this.failed = String(error)),
      );
    }
    const play = this.story?.play as ((context: { canvasElement: HTMLElement }) => Promise<void>) | undefined;
    if (!play || this.#played) return;
    this.#played = true;
    play({ canvasElement: provider }).catch((error: unknown) => (this.failed = String(error)));
  }
}
