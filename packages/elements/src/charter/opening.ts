/** The charter in a dialog over the element that leads to it; fetched when it is first opened. */
import { html, render } from 'lit';
import cross from 'lucide/dist/esm/icons/x.mjs';
import { define } from '../internal/define.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { base } from '../styles/base.ts';
import { dialog } from '../styles/dialog.ts';
import { tokens } from '../styles/tokens.ts';
import { ParvisCharter } from './charter.ts';
import { openingStyles } from './opening.styles.ts';

const crossIcon = icon(cross);
/** Keys pressed in the dialog are not those of the feed behind it. */
const ownKeys = (event: Event) => event.stopPropagation();

export function openCharter(host: ParvisElement) {
  const root = host.shadowRoot;
  if (!root || !host.isConnected) return;
  define(ParvisCharter, { prefix: host.tagPrefix });
  const charter = document.createElement(`${host.tagPrefix}${ParvisCharter.elementName}`) as ParvisCharter;
  charter.lang = host.lang;
  // In a root of its own: nothing of the element's look gets in, and nothing it draws anew takes this away.
  const place = document.createElement('div');
  const inner = place.attachShadow({ mode: 'open' });
  inner.adoptedStyleSheets = [tokens, base, dialog, openingStyles].flatMap(({ styleSheet }) => styleSheet ?? []);
  root.append(place);
  const box = () => inner.querySelector('dialog');
  const close = () => box()?.close();
  const backdrop = (event: MouseEvent) => event.target === event.currentTarget && close();
  render(
    html`<dialog
      aria-label=${host.localize.term('feedCharter')}
      @click=${backdrop}
      @close=${() => place.remove()}
      @keydown=${ownKeys}
    >
      <button class="quiet close" type="button" aria-label=${host.localize.term('close')} @click=${close}>
        ${crossIcon}
      </button>
      <div class="inside">${charter}</div>
    </dialog>`,
    inner,
    { host: place },
  );
  box()?.showModal();
}
