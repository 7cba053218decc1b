/** What the toolbar says, for pages that no story's loader tells of it. */
import { GLOBALS_UPDATED, SET_GLOBALS } from 'storybook/internal/core-events';
import { addons } from 'storybook/preview-api';
import { addPseudo, pseudo } from './pseudo.ts';
import { viewers } from './story.ts';

export type Globals = { viewer: string; theme: 'light' | 'dark'; language: 'en' | 'fr' | typeof pseudo };

/** Who opens this page in a French browser begins in French; the toolbar, and the page itself, lead to the other one. */
const language = navigator.language.startsWith('fr') ? 'fr' : 'en';
export const initialGlobals: Globals = { viewer: viewers.employee, theme: 'light', language };
let now = initialGlobals;
const listeners = new Set<() => void>();

export const globals = (): Globals => now;
/** The language that pages of text are read in: longer words are for what elements say. */
export const readable = (): 'en' | 'fr' => (now.language === 'fr' ? 'fr' : 'en');
export function onGlobals(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const take = (changed: { globals: Partial<Globals> }): void => {
  now = { ...now, ...changed.globals };
  const { documentElement, body } = document;
  documentElement.lang = now.language;
  documentElement.style.colorScheme = now.theme;
  body.style.background = now.theme === 'dark' ? '#14171a' : '#ffffff';
  if (now.language === pseudo) void addPseudo();
  listeners.forEach((listener) => listener());
};
void addons.ready().then((channel) => {
  channel.on(SET_GLOBALS, take);
  channel.on(GLOBALS_UPDATED, take);
});
