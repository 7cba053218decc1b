import { type Language, languages } from '@parvis/contracts';
import type { Viewer } from '../kernel/viewer/index.ts';

/** The charter is configuration: administrators write it. */
export const canEdit = ({ roles }: Viewer): boolean => roles.includes('admin');

export type Compared = { number: number; title: Record<Language, string>; source: Record<Language, string> };
export type Change = { number: number; change: 'added' | 'removed' | 'changed' };

const same = (one: Compared, other: Compared): boolean =>
  languages.every(
    (language) => one.title[language] === other.title[language] && one.source[language] === other.source[language],
  );

/** What became of the articles from one version to the next, by their numbers. */
export function compare(before: readonly Compared[], after: readonly Compared[]): Change[] {
  const old = new Map(before.map((article) => [article.number, article]));
  const changes: Change[] = after.flatMap((article) => {
    const known = old.get(article.number);
    old.delete(article.number);
    return known && same(known, article)
      ? []
      : [{ number: article.number, change: known ? ('changed' as const) : ('added' as const) }];
  });
  for (const { number } of old.values()) changes.push({ number, change: 'removed' });
  return changes;
}

/** What a spreadsheet would take for a formula is text (OWASP: CSV injection). */
const cell = (value: string): string => {
  const text = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
export const csv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
