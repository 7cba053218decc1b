import type { FeedKey } from '@parvis/contracts';
import { limits, readableScopes } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import cross from 'lucide/dist/esm/icons/x.mjs';
import { FeedKeysController } from '../controllers/feed-keys-controller.ts';
import { choice } from '../internal/choice.ts';
import { icon } from '../internal/icons.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { type Problem, problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { dialog } from '../styles/dialog.ts';
import { fields } from '../styles/fields.ts';
import { problemStyles } from '../styles/problem.ts';
import { states } from '../styles/states.ts';
import { feedKeysStyles } from './feed-keys.styles.ts';

const crossIcon = icon(cross);

/**
 * @summary How to read a feed in a tool of one's own (Outlook, Thunderbird, a feed reader): its address, and the keys
 * that such tools read with.
 *
 * @csspart button - What opens it.
 * @csspart dialog - The address, the keys and how to use them.
 * @csspart form - Where an address is made.
 * @csspart keys - The addresses that exist.
 * @csspart error - What stands where they could not be loaded.
 */
export class ParvisFeedKeys extends ParvisElement {
  static override readonly elementName: string = 'feed-keys';
  static override readonly families = ['common', 'feed-keys'] as const;
  static override styles = [...ParvisElement.styles, dialog, fields, states, problemStyles, feedKeysStyles];

  readonly #keys = new FeedKeysController(this);
  #opened = false;

  /** The key that its owner is asked about before it is revoked. */
  @state() private revoking = '';
  @state() private told = '';
  /** A key was to be made that has no name. */
  @state() private unnamed = false;

  /** What is read: `home`, `community`, `person`, `tag` or `page`, as a feed has it. */
  @property() scope = 'home';
  /** What the scope is for, as a feed has it. */
  @property() for = '';

  protected override reload() {
    return this.#keys.load();
  }

  get #dialog() {
    return this.renderRoot.querySelector('dialog');
  }

  /** Where tools find the feed. */
  get address(): string {
    const scope = choice(this, 'scope', this.scope, readableScopes, 'home');
    const address = new URL(`${this.#keys.api.replace(/\/+$/, '')}/v1/feeds/${scope}`, document.baseURI);
    if (this.for) address.searchParams.set('for', this.for);
    return address.href;
  }

  #open = async () => {
    this.#opened = true;
    this.told = '';
    this.revoking = '';
    this.requestUpdate();
    await this.updateComplete;
    this.#dialog?.showModal();
    await this.#keys.load();
  };

  #close = () => this.#dialog?.close();

  #closed = () => {
    // Whoever opens it again is not shown a key that somebody else may see.
    this.#keys.forget();
    this.#opened = this.unnamed = false;
    this.requestUpdate();
    this.renderRoot.querySelector<HTMLElement>('.open')?.focus();
  };

  #copy = async (text: string, field: string) => {
    const input = this.renderRoot.querySelector<HTMLInputElement>(`#${field}`);
    try {
      await navigator.clipboard.writeText(text);
      this.told = this.localize.term('keysCopied');
    } catch {
      // Where the page may not: it is selected, and the reader copies it.
      input?.focus();
      input?.select();
    }
  };

  #make = async (event: Event) => {
    event.preventDefault();
    const input = this.renderRoot.querySelector<HTMLInputElement>('#name')!;
    const name = input.value.trim();
    this.unnamed = !name;
    if (!name || this.#keys.busy) return void input.focus();
    if (!(await this.#keys.make(name))) return;
    input.value = '';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#key')?.focus();
  };

  #ask(id: string) {
    this.revoking = id;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`li[data-id="${CSS.escape(id || 'x')}"] button`)?.focus(),
    );
  }

  #revoke = async (id: string) => {
    await this.#keys.revoke(id);
    this.revoking = '';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#mine')?.focus();
  };

  #field(id: string, label: string, value: string) {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <div class="copied">
        <input id=${id} readonly dir="ltr" spellcheck="false" autocomplete="off" .value=${value} />
        <button class="outlined" type="button" aria-describedby=${id} @click=${() => this.#copy(value, id)}>
          ${this.localize.term('keysCopy')}
        </button>
      </div>
    </div>`;
  }

  #key(key: FeedKey) {
    const { localize } = this;
    const day = (time: string) => localize.date(time, 'year');
    const over = Date.parse(key.expiresAt) < Date.now();
    return html`<li data-id=${key.id}>
      <div>
        <b>${key.name}</b>
        <small
          >${key.lastUsedOn ? localize.term('keysUsed', day(`${key.lastUsedOn}T12:00:00Z`)) : localize.term('keysUnused')}
          · ${localize.term(over ? 'keysOver' : 'keysUntil', day(key.expiresAt))}</small
        >
      </div>
      ${
        this.revoking === key.id
          ? html`<p role="alert">${localize.term('keysRevokeSure')}</p>
              <button class="outlined" type="button" @click=${() => this.#revoke(key.id)}>
                ${localize.term('keysRevoke')}
              </button>
              <button class="quiet" type="button" @click=${() => (this.revoking = '')}>
                ${localize.term('cancel')}
              </button>`
          : html`<button
              class="quiet"
              type="button"
              aria-label=${localize.term('keysRevokeName', key.name)}
              @click=${() => this.#ask(key.id)}
            >
              ${localize.term('keysRevoke')}
            </button>`
      }
    </li>`;
  }

  #content() {
    const { localize } = this;
    const { status, error, list, made, busy, failed } = this.#keys;
    if (status === 'error') return problemState(error, localize, () => void this.#keys.load());
    if (!list) return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    const full = list.items.length >= limits.keys;
    return html`
      <p>${localize.term('keysLead')}</p>
      ${this.#field('address', localize.term('keysAddress'), this.address)}
      ${this.#field('user', localize.term('keysUser'), list.userName)}
      ${
        made?.key
          ? html`<div class="made">
              ${this.#field('key', localize.term('keysKey'), made.key)}
              <p role="status">${localize.term('keysOnce')}</p>
            </div>`
          : nothing
      }
      ${
        full
          ? html`<p class="notice">${localize.term('keysMost')}</p>`
          : html`<form part="form" @submit=${this.#make}>
              <label for="name">${localize.term('keysName')}</label>
              <div class="copied">
                <input
                  id="name"
                  maxlength=${limits.keyName}
                  placeholder=${localize.term('keysExample')}
                  autocomplete="off"
                  aria-invalid=${this.unnamed}
                  aria-describedby="unnamed"
                />
                <button class="primary" aria-disabled=${busy}>
                  ${localize.term(busy ? 'keysMaking' : 'keysMake')}
                </button>
              </div>
              ${this.unnamed ? html`<p class="problem" id="unnamed" role="alert">${localize.term('keysUnnamed')}</p>` : nothing}
            </form>`
      }
      ${
        failed
          ? html`<p class="problem" role="alert">
              ${(failed as Problem).code === 'conflict' ? localize.term('keysMost') : problemWords(failed, localize)}
            </p>`
          : nothing
      }
      <section part="keys">
        <h3 id="mine" tabindex="-1">${localize.term('keysMine')}</h3>
        ${
          list.items.length
            ? html`<ul>
                ${list.items.map((key) => this.#key(key))}
              </ul>`
            : html`<p class="muted">${localize.term('keysNone')}</p>`
        }
      </section>
      <details>
        <summary>${localize.term('keysHow')}</summary>
        <p>${localize.term('keysThunderbird')}</p>
        <p>${localize.term('keysOutlook')}</p>
      </details>
      <p class="muted small">${localize.term('keysLimits')}</p>
      <p role="status" class="visually-hidden">${this.told}</p>
    `;
  }

  override render() {
    const { localize } = this;
    return html`<button class="open quiet" type="button" part="button" aria-haspopup="dialog" @click=${this.#open}>
        ${localize.term('keysOpen')}
      </button>
      ${
        this.#opened
          ? html`<dialog
              part="dialog"
              aria-labelledby="title"
              @close=${this.#closed}
              @keydown=${(event: Event) => event.stopPropagation()}
            >
              <div class="top">
                <h2 id="title">${localize.term('keysTitle')}</h2>
                <button class="quiet" type="button" aria-label=${localize.term('close')} @click=${this.#close}>
                  ${crossIcon}
                </button>
              </div>
              <div class="inside">${this.#content()}</div>
            </dialog>`
          : nothing
      }`;
  }
}
