/** What is written into the next version before it is sent, and what is wrong with it. */
import type { CharterDraft, CharterDraftSave } from '@parvis/contracts';
import { type Language, languages } from '@parvis/contracts/tables';
import { fieldTime } from '../internal/field-time.ts';
import type { ParvisLocalize } from '../internal/localize.ts';

export type InAll = Record<Language, string>;
/** What is wrong, by the id of the field. */
export type Faults = Readonly<Record<string, string>>;
export type Article = CharterDraftSave['articles'][number] & { key: number };
export type Values = Omit<CharterDraftSave, 'tag' | 'articles' | 'publishAt' | 'summary'> & {
  summary: InAll;
  articles: readonly Article[];
  /** As the field for date and time has it; empty: not decided. */
  publishAt: string;
};

let keys = 0;
/** By which an article is known while it is moved about. */
export const newKey = (): number => ++keys;

export const valuesOf = ({ summary, major, articles, publishAt }: CharterDraft): Values => ({
  major,
  summary: { en: summary.en ?? '', fr: summary.fr ?? '' },
  articles: articles.map(({ body: _, ...article }) => ({ ...article, key: newKey() })),
  publishAt: publishAt ? fieldTime(new Date(publishAt)) : '',
});

const trimmed = (text: InAll): InAll => ({ en: text.en.trim(), fr: text.fr.trim() });

/** What would be saved, as it is sent. */
export const bodyOf = ({ major, summary, articles, publishAt }: Values, tag: string): CharterDraftSave => ({
  ...{ tag, major, summary: trimmed(summary) },
  articles: articles.map(({ subjects, title, source }) => ({
    ...{ subjects, title: trimmed(title), source: trimmed(source) },
  })),
  publishAt: publishAt ? new Date(publishAt).toISOString() : null,
});

/** Whether saving would change anything. */
export const isChanged = (draft: CharterDraft, values: Values): boolean =>
  JSON.stringify(bodyOf(values, '')) !== JSON.stringify(bodyOf(valuesOf(draft), ''));

/** What is missing before it can be sent. */
export function missingIn({ articles, publishAt }: Values, localize: ParvisLocalize): Faults {
  const faults: Record<string, string> = {};
  articles.forEach(({ title, source }, index) => {
    for (const language of languages) {
      if (!title[language].trim()) faults[`title-${index}-${language}`] = localize.term('draftNeedsTitle');
      if (!source[language].trim()) faults[`source-${index}-${language}`] = localize.term('draftNeedsText');
    }
  });
  if (publishAt && !(Date.parse(publishAt) > Date.now())) faults['publish-at'] = localize.term('draftPast');
  return faults;
}

/** What the server found, at its fields. */
export function faultsOf(error: unknown, localize: ParvisLocalize): Faults {
  const { errors = [] } = error as { errors?: readonly { path: string }[] };
  const faults: Record<string, string> = {};
  for (const { path } of errors) {
    const [, index, field, language] = /^articles\.(\d+)\.(title|source)\.(\w+)$/.exec(path) ?? [];
    if (field) faults[`${field}-${index}-${language}`] = localize.term('draftRefused');
    else if (path === 'publishAt') faults['publish-at'] = localize.term('draftPast');
    else if (path.startsWith('summary'))
      faults[`summary-${path.split('.')[1] ?? 'en'}`] = localize.term('draftRefused');
  }
  return faults;
}
