import { html } from 'lit';
import type { ParvisLocalize } from './localize.ts';
import { onUse } from './on-use.ts';
import type { ParvisElement } from './parvis-element.ts';

/** What failures look like and are called. */
export const problems = onUse(async () => {
  const [{ problemState, ...missing }, { problemWords }] = await Promise.all([
    import('./states.ts'),
    import('./problem.ts'),
  ]);
  return { problemState, problemWords, ...missing };
});

/** Says in an element, or in all with a tag, that code did not come which somebody asked for: as soon as that can be said. */
export const missed = (where: ParvisElement | string) =>
  problems({ requestUpdate: () => problems({})?.tellMissing(where) })?.tellMissing(where);

/** As little as that takes, where nothing more can be had: the way to try again. */
export const retryState = (localize: ParvisLocalize, retry: () => void) =>
  html`<div class="state" role="alert" part="error">
    <button class="outlined" type="button" @click=${retry}>${localize.term('retry')}</button>
  </div>`;
