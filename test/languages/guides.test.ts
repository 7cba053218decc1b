/** The pages that employees, stewards and administrators read: in every language the same, in the words of the product. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../architecture/source.ts';
import { type Language, languages, termsOf } from '../support/terms.ts';
import { misset } from './typography.ts';

const folder = join(root, 'stories');
const guides = ['index.mdx', ...readdirSync(join(folder, 'use')).map((file) => `use/${file}`)].map(
  (file) => [file, readFileSync(join(folder, file), 'utf8')] as const,
);
const block = /<In lang="(\w+)">\n([^]*?)<\/In>\n/g;
const blocks = (text: string) => [...text.matchAll(block)].map(([, lang, inside]) => ({ lang, inside: inside! }));
const pairs = (text: string) => {
  const all = blocks(text).map(({ inside }) => inside);
  return all.flatMap((inside, index) => (index % 2 ? [] : [[inside, all[index + 1] ?? ''] as const]));
};
/** Paragraphs, items and headings, by what begins them. */
const shape = (inside: string) =>
  inside
    .split('\n')
    .filter(Boolean)
    .map((line) => /^(#+|\d+\.|-) /.exec(line)?.[1] ?? 'text');
const quoted = (inside: string) => [...inside.matchAll(/<Says term="(\w+)" \/>/g)].map(([, term]) => term!);
const plain = (inside: string) => inside.replace(/<Says [^>]*>/g, 'Ω').replace(/`[^`]*`/g, 'Ω');
/** What is said in a line beside the text, in both languages: labels of examples, names of doors. */
const asides = (text: string): Record<Language, string>[] =>
  [...text.matchAll(/en(?:: '|=")([^'"]+)['"],?\s+fr(?:: '|=")([^'"]+)['"]/g)].map(([, en, fr]) => ({
    en: en!,
    fr: fr!,
  }));

describe.each(guides)('stories/%s', (_, text) => {
  it('says everything in both languages, one after the other, in the same steps', () => {
    const told = blocks(text);
    expect(told.length).toBeGreaterThan(1);
    expect(told.map(({ lang }) => lang)).toEqual(told.map((_, index) => languages[index % 2]));
    for (const [en, fr] of pairs(text)) {
      expect(shape(fr), fr).toEqual(shape(en));
      // As many sentences are not the same words: none was left as it is in the other language.
      expect(fr).not.toBe(en);
    }
  });

  it('has nothing to read outside of them but its name and its examples, which both share', () => {
    const outside = text
      .replace(block, '')
      .replace(/<Either\s[^>]*\/>/g, '')
      .split('\n')
      .filter(
        (line) =>
          !/^(import .*|<Meta .*|# Parvis|<OtherLanguage \/>|<docs-(live|sample) .*|\s*<\/?\w[^>]*>|\s*)$/.test(line),
      );
    expect(outside).toEqual([]);
    for (const [line] of text.matchAll(/<docs-live .*/g))
      expect(line).toMatch(/ label=\{\{ en: '[^']+', fr: '[^']+' \}\}/);
  });

  it('names what the product says by its term, the same in both languages', async () => {
    const known = new Set((await termsOf('en')).filter(({ takes }) => takes.length === 0).map(({ key }) => key));
    for (const [en, fr] of pairs(text)) {
      expect(quoted(fr).toSorted(), fr).toEqual(quoted(en).toSorted());
      for (const term of quoted(en)) expect(known, term).toContain(term);
    }
  });

  it('is set as each language sets it', () => {
    for (const language of languages) {
      const told = blocks(text).filter(({ lang }) => lang === language);
      const texts = [...told.map(({ inside }) => plain(inside)), ...asides(text).map((said) => said[language])];
      expect(texts.flatMap((one) => misset(language, one))).toEqual([]);
    }
  });
});
