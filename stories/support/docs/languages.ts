/** Guides in every language of the product, each beside the other in one page; the toolbar says which is read. */
import { type ReactNode, createElement as h, useSyncExternalStore } from 'react';
import { UPDATE_GLOBALS } from 'storybook/internal/core-events';
import { addons } from 'storybook/preview-api';
import { onGlobals, readable } from '../globals.ts';

const files = import.meta.glob<Record<string, unknown>>('../../../packages/elements/src/locales/{en,fr}/*.ts', {
  eager: true,
  import: 'default',
});
const words = { en: {}, fr: {} } as Record<'en' | 'fr', Record<string, unknown>>;
for (const [path, family] of Object.entries(files)) Object.assign(words[path.includes('/fr/') ? 'fr' : 'en'], family);

const useLanguage = () => useSyncExternalStore(onGlobals, readable);

/** What is read in that language alone. */
export const In = ({ lang, children }: { lang: 'en' | 'fr'; children: ReactNode }) =>
  useLanguage() === lang ? children : null;

/** A few words, said in the language that is read. */
export const Either = (said: Record<'en' | 'fr', string>) => said[useLanguage()];

/** A word of the product, as the product says it: `<Says term="caseExamine" />`. */
export function Says({ term }: { term: string }) {
  const said = words[useLanguage()][term];
  if (typeof said !== 'string') throw new Error(`There is no term "${term}" that takes no values: see locales/en.`);
  return h('strong', null, said.replace(/…$/, ''));
}

/** Leads to the same page in the other language. */
export function OtherLanguage() {
  const [language, name] = useLanguage() === 'fr' ? ['en', 'Read this in English'] : ['fr', 'Lire en français'];
  const choose = () => addons.getChannel().emit(UPDATE_GLOBALS, { globals: { language } });
  return h('p', { className: 'docs-language' }, h('button', { lang: language, type: 'button', onClick: choose }, name));
}
