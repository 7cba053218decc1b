import type { ParvisElement } from './parvis-element.ts';

/**
 * Reactions to choose from, once they are drawn in `place`: the first takes the focus from what opened them. They go by
 * a press elsewhere, and by Escape, which gives the focus back.
 */
export async function offerChoices(host: ParvisElement, place: string, close: () => void): Promise<void> {
  await host.updateComplete;
  const root = host.renderRoot as ShadowRoot;
  const focus = (selector: string) => root.querySelector<HTMLElement>(`${place} ${selector}`)?.focus();
  focus('.chip:enabled');
  const listening = new AbortController();
  const isInside = (event: Event) =>
    event.composedPath().some((one) => one instanceof Element && one.matches(`${place} .chip`));
  const since = performance.now();
  const end = () => {
    listening.abort();
    close();
  };
  // Not where a press begins: what is pressed would have moved before it is let go. Nor what is opened by.
  document.addEventListener(
    'click',
    (event) => {
      if (event.timeStamp < since) return;
      // What was chosen closes them itself.
      if (isInside(event)) listening.abort();
      else end();
    },
    listening,
  );
  root.addEventListener(
    'keydown',
    (event) => {
      if ((event as KeyboardEvent).key !== 'Escape' || !isInside(event)) return;
      event.preventDefault();
      event.stopPropagation();
      end();
      void host.updateComplete.then(() => focus('[data-act="reactions"]'));
    },
    listening,
  );
}
