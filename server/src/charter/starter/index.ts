/** The charter that ships, as files. Node only: whoever starts the application hands it the texts. */
import { readFileSync } from 'node:fs';
import type { Language } from '@parvis/contracts';

export const readStarterCharter = (): Record<Language, string> => ({
  en: readFileSync(new URL('en.md', import.meta.url), 'utf8'),
  fr: readFileSync(new URL('fr.md', import.meta.url), 'utf8'),
});
