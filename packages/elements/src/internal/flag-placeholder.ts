import flag from 'lucide/dist/esm/icons/flag.mjs';
import { html, icon } from './icons.ts';

const flagIcon = icon(flag);

/** Where the flag button will be, which few readers use and none while they read. */
export const flagPlaceholder = (label: string) =>
  html`<button class="quiet" type="button" aria-haspopup="dialog" title=${label}>${flagIcon}</button>`;
