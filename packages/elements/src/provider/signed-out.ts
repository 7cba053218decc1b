/** Loaded once nobody is signed in: tells the page, and waits until somebody tries again. */
import { ParvisAuthRequiredEvent } from '../events/index.ts';

/** `again`: somebody presses something in an element, by which it may ask once more. */
export function askToSignIn(api: string, again: () => void) {
  const ended = new AbortController();
  const press = (event: Event) => {
    const { key = 'Enter' } = event as KeyboardEvent;
    if (key !== 'Enter' || !event.composedPath().some((one) => 'families' in one.constructor)) return;
    ended.abort();
    again();
  };
  // Before the element hears of it.
  for (const type of ['click', 'keydown']) addEventListener(type, press, { capture: true, signal: ended.signal });
  document.dispatchEvent(new ParvisAuthRequiredEvent(api));
}
