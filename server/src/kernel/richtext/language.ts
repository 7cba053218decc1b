import { franc } from 'franc-min';
import type { Language } from '@parvis/contracts';

const languages: Record<string, Language> = { eng: 'en', fra: 'fr' };
/** Characters below which trigrams say nothing. */
const shortest = 24;

/** The language a text is written in, of those that the interface speaks; null where it is too short to tell. */
export const guessLanguage = (text: string): Language | null =>
  languages[franc(text, { minLength: shortest, only: Object.keys(languages) })] ?? null;
