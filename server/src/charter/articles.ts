/** A charter written in Markdown, one text a language, taken apart into its numbered articles. */
import { type Language, type RichText, type SubjectKind, languages } from '@parvis/contracts';
import { parseRichText } from '../kernel/richtext/index.ts';

export type CharterTexts = Record<Language, string>;

export type NewArticle = {
  number: number;
  subjects: readonly SubjectKind[];
  title: Record<Language, string>;
  source: Record<Language, string>;
  body: Record<Language, RichText>;
};

/** What each article of the starter charter can be cited against; the others explain, and are cited against nothing. */
const starterSubjects: Record<number, readonly SubjectKind[]> = {
  1: ['post', 'comment', 'person', 'page'],
  2: ['post', 'comment', 'person', 'page'],
  3: ['post', 'comment', 'person', 'page'],
  4: ['post', 'comment', 'page'],
  5: ['post', 'comment', 'page'],
  6: ['post', 'comment'],
};

const heading = /^## (\d+)\. (.+)$/gm;

type Section = { title: string; source: string };

function sections(text: string): Map<number, Section> {
  const heads = [...text.matchAll(heading)];
  return new Map(
    heads.map((head, at) => {
      const end = heads[at + 1]?.index ?? text.length;
      return [Number(head[1]), { title: head[2]!.trim(), source: text.slice(head.index + head[0].length, end).trim() }];
    }),
  );
}

/** The articles that every language has; a text that lacks one of another's is refused. */
export function readArticles(texts: CharterTexts): NewArticle[] {
  const read = languages.map((language) => [language, sections(texts[language])] as const);
  const numbers = [...new Set(read.flatMap(([, found]) => [...found.keys()]))].sort((one, other) => one - other);
  return numbers.map((number) => {
    const inAll = read.map(([language, found]) => {
      const section = found.get(number);
      if (!section)
        throw new Error(`The charter has no article ${number} in '${language}': write it as '## ${number}. Title'.`);
      return [language, section] as const;
    });
    const byLanguage = <Value>(value: (section: Section) => Value) =>
      Object.fromEntries(inAll.map(([language, section]) => [language, value(section)])) as Record<Language, Value>;
    return {
      number,
      subjects: starterSubjects[number] ?? [],
      title: byLanguage(({ title }) => title),
      source: byLanguage(({ source }) => source),
      body: byLanguage(({ source }) => parseRichText(source)),
    };
  });
}

/** The same article has the same id in every installation (UUID version 8: version and number are in it). */
export const articleId = (version: number, number: number): string => {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  return `c4a27e20-${hex(version, 4)}-8${hex(number, 3)}-8000-000000000000`;
};
