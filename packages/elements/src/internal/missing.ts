import type { Language } from '@parvis/contracts/tables';
import en from '../locales/en/missing.ts';
import fr from '../locales/fr/missing.ts';
import { base } from '../styles/base.ts';
import { states } from '../styles/states.ts';
import { tokens } from '../styles/tokens.ts';
import type { ParvisElement } from './parvis-element.ts';

const words = { en, fr };

/** Whether something failed because its code did not come, and not for what its code did. */
export const isMissing = (problem: unknown): boolean =>
  problem instanceof TypeError && /module|dynamic|import/i.test(problem.message);

/** What is said where code did not come. */
export const missingWords = (language: Language) => words[language];

const notes = new WeakMap<Element, HTMLElement>();

/** What is said to who reads the element: where it has not been registered, in the language of the page or the browser. */
const wordsFor = (host: Element) => {
  const wanted = host.closest<HTMLElement>('[lang]')?.lang || navigator.language;
  return words[(host as Partial<ParvisElement>).localize?.language ?? (/^fr/i.test(wanted) ? 'fr' : 'en')];
};

/**
 * Says in an element that code it needs did not come, and how to go on. A page that stays open while the server is renewed
 * asks for parts that are no longer there. It goes when somebody does something else in the element, which asks again, and
 * when the element can be drawn after all.
 */
function tell(host: Element) {
  notes.get(host)?.remove();
  const { missingTitle, missingText, missingReload } = wordsFor(host);
  const registered = Boolean(customElements.get(host.localName));
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  // What the page has put into the element stays to be seen.
  const slot = document.createElement('slot');
  if (!registered) {
    root.adoptedStyleSheets = [tokens, base, states].map(({ styleSheet }) => styleSheet!);
    root.append(slot);
  } else if (!root.adoptedStyleSheets.includes(states.styleSheet!)) root.adoptedStyleSheets.push(states.styleSheet!);
  const note = document.createElement('div');
  note.className = 'state';
  note.setAttribute('role', 'alert');
  note.setAttribute('part', 'error');
  const title = Object.assign(document.createElement('b'), { textContent: missingTitle });
  const text = Object.assign(document.createElement('p'), { textContent: missingText });
  const reload = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'outlined',
    textContent: missingReload,
    onclick: () => location.reload(),
  });
  note.append(title, text, reload);
  root.append(note);
  notes.set(host, note);
  const gone = new AbortController();
  const go = (event?: Event) => {
    if (event?.composedPath().includes(note)) return;
    note.remove();
    slot.remove();
    gone.abort();
  };
  host.addEventListener('click', go, { capture: true, signal: gone.signal });
  if (!registered) void customElements.whenDefined(host.localName).then(() => go());
}

/**
 * In one element, or in those with a tag whose own code did not come: those of the page, the card over it, and what was
 * pressed. What else stands in elements has its place held there.
 */
export function tellMissing(where: Element | string) {
  if (typeof where !== 'string') return tell(where);
  for (const element of document.querySelectorAll('*'))
    if (element.localName === where) tell(element);
    else element.shadowRoot?.querySelectorAll(`.card-overlay > ${where}, ${where}:focus-within`).forEach(tell);
}
