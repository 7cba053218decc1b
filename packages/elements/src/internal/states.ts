import { html, nothing } from 'lit';
import broken from 'lucide/dist/esm/icons/cloud-off.mjs';
import { icon } from './icons.ts';
import { isMissing, missingWords } from './missing.ts';
import type { ParvisLocalize } from './localize.ts';
import { type Problem, problemWords } from './problem.ts';

export { tellMissing } from './missing.ts';

const brokenIcon = icon(broken);
/** Failures of the server itself, which IT help can look up in its log. */
const ours = new Set(['internal', 'garbage', 'unavailable']);

/** What stands where something could not be loaded: what happened, in words, and the way to try again. */
export const problemState = (problem: unknown, localize: ParvisLocalize, retry: () => void) => {
  const { code = '', requestId } = (problem ?? {}) as Problem;
  return html`<div class="state" role="alert" part="error">
    ${brokenIcon}
    <b>${localize.term('problemTitle')}</b>
    <span>${problemWords(problem, localize)}</span>
    ${requestId && ours.has(code) ? html`<small>${localize.term('problemReference', requestId)}</small>` : nothing}
    ${
      isMissing(problem)
        ? html`<button class="outlined" type="button" @click=${() => location.reload()}>
            ${missingWords(localize.language).missingReload}
          </button>`
        : html`<button class="outlined" type="button" @click=${retry}>${localize.term('retry')}</button>`
    }
  </div>`;
};
