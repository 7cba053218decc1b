import { html } from 'lit';
import type { ParvisLocalize } from '../internal/localize.ts';

/** Two tabs wrote at once: neither text is lost before somebody has chosen. `mine`: what is shown stays. */
export const conflictNotice = (localize: ParvisLocalize, settle: (mine: boolean) => void) =>
  html`<p class="notice" role="alert">
    ${localize.term('draftElsewhere')}
    <button class="outlined" type="button" @click=${() => settle(true)}>${localize.term('draftMine')}</button>
    <button class="outlined" type="button" @click=${() => settle(false)}>${localize.term('draftOther')}</button>
  </p>`;
