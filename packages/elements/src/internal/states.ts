import { html, nothing } from 'lit';
import type { ParvisLocalize } from './localize.ts';
import { type Problem, problemWords } from './problem.ts';

/** What stands where something could not be loaded: what happened, in words, and the way to try again. */
export const problemState = (problem: unknown, localize: ParvisLocalize, retry: () => void) => {
  const { requestId } = (problem ?? {}) as Problem;
  return html`<div class="state" role="alert" part="error">
    <b>${localize.term('problemTitle')}</b>
    <span>${problemWords(problem, localize)}</span>
    ${requestId ? html`<small>${localize.term('problemReference', requestId)}</small>` : nothing}
    <button class="outlined" type="button" @click=${retry}>${localize.term('retry')}</button>
  </div>`;
};
