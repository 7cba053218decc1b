/** What the product says, in all its languages: complete, used, in the right number, and set as each language sets it. */
import { interruptions } from '@parvis/contracts/tables';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { news, policy } from '../../server/demo/portal/articles.ts';
import { words as portal } from '../../server/demo/portal/words.ts';
import { readStarterCharter } from '../../server/src/charter/starter/index.ts';
import { defaultSettings } from '../../server/src/kernel/config.ts';
import { isTest, lineOf, readSource, walk } from '../architecture/source.ts';
import { type Said, everythingSaid, families, folder, languages, termsOf } from '../support/terms.ts';
import { misset } from './typography.ts';

const terms = { en: await termsOf('en'), fr: await termsOf('fr') };
const source = [...readSource('packages/elements/src').values()].filter(
  ({ path }) => !isTest(path) && !path.startsWith(folder),
);
const named = ({ family, key }: Said) => `${family}/${key}`;

describe('every language', () => {
  it('says everything that another one says', () => {
    expect(families.fr).toEqual(families.en);
    expect(terms.fr.map(named)).toEqual(terms.en.map(named));
  });

  it.each(languages)('leaves nothing empty and says a term alike wherever it is kept: %s', (language) => {
    const known = new Map<string, string[]>();
    for (const term of terms[language]) {
      const said = everythingSaid(term);
      expect(said.join('').trim(), named(term)).not.toBe('');
      expect(said.join(''), named(term)).not.toMatch(/undefined|NaN|\[object/);
      const before = known.get(term.key);
      if (before) expect(said, named(term)).toEqual(before);
      known.set(term.key, said);
    }
  });

  it('has no term that no element says', () => {
    const said = new Set<string>();
    const patterns: RegExp[] = [];
    for (const { file } of source)
      walk(file, (node) => {
        if (ts.isStringLiteralLike(node)) said.add(node.text);
        // What is said where code did not come is taken from its table itself.
        if (ts.isBindingElement(node)) said.add(node.name.getText());
        // A name put together from parts: those that begin and end like it are said.
        if (ts.isTemplateExpression(node) && /^[a-z]+$/.test(node.head.text)) {
          const rest = node.templateSpans.map(({ literal }) => literal.text);
          if (rest.every((text) => /^\w*$/.test(text)))
            patterns.push(new RegExp(`^${node.head.text}${rest.map((text) => `\\w+${text}`).join('')}$`));
        }
      });
    // What stands between a text and its publication is named by the code of the problem.
    const codes: readonly string[] = interruptions;
    const unused = terms.en.filter(
      ({ key }) => !said.has(key) && !patterns.some((one) => one.test(key)) && !codes.includes(key),
    );
    expect([...new Set(unused.map(named))]).toEqual([]);
  });

  it('never puts a sentence together from several terms, whose order is another one elsewhere', () => {
    const found: string[] = [];
    const saysTerm = (node: ts.Node) => {
      let says = false;
      walk(node, (one) => {
        if (ts.isCallExpression(one) && /(^|\.)term$/.test(one.expression.getText())) says = true;
      });
      return says;
    };
    for (const { path, file } of source)
      walk(file, (node) => {
        const added =
          ts.isBinaryExpression(node) &&
          node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
          (saysTerm(node.left) || saysTerm(node.right));
        let filled = false;
        if (ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent)) {
          const parts = node.templateSpans.map(({ literal }) => literal.text);
          const end = parts.pop()!;
          const words = (text: string) => /\p{L}/u.test(text) && !/^\.\w+$/.test(text);
          // Facts may stand beside one another, parted by a sign; words may not.
          filled =
            node.templateSpans.some(({ expression }) => saysTerm(expression)) &&
            (parts.some((text) => words(text) || !text.trim()) || words(node.head.text) || words(end));
        }
        if (added || filled) found.push(`${path}:${lineOf(file, node)}: ${node.getText()}`);
      });
    expect(found).toEqual([]);
  });
});

/** Limits and steps, never as few as one, and what is not said of none. */
const never =
  /^(draftFaults|feedNew|caseHoursOf|readingNews|suggestFound|deskTooFew|deskFiguresText|poll(Open|Secret)Hint|poll(Counted|From|AtClosing|TooFew)|mandates(Many|Long)|readingNewsMany|screen(Long|Many)|writingOver|flagCharacters)$/;

describe('a number', () => {
  it.each(languages)('is followed by the form that its language has for it: %s', (language) => {
    const rules = new Intl.PluralRules(language);
    const wrong: string[] = [];
    for (const term of terms[language].filter(({ key }) => !never.test(key)))
      term.takes.forEach((type, place) => {
        if (!/number/.test(type)) return;
        const values = term.takes.map((other): unknown =>
          /number/.test(other) ? 7 : /boolean/.test(other) ? false : 'Ω',
        );
        const say = (count: number) => {
          values[place] = count;
          return term.say(...values);
        };
        const form = (count: number) => say(count).replace(/\d+/g, '#');
        const forms = new Set([2, 3, 5, 11, 21].map(form));
        if (forms.size > 1) wrong.push(`${named(term)}: ${[...forms].join(' | ')}`);
        if (/(^|\s)1\s\p{Ll}{2,}s\b/u.test(say(1))) wrong.push(`${named(term)}: ${say(1)}`);
        // None may be said in its own words; where it is counted, it has a form like any number.
        if (/(^|\s)0\s/.test(say(0)) && form(0) !== form(rules.select(0) === 'one' ? 1 : 2))
          wrong.push(`${named(term)}: ${say(0)}, which is “${rules.select(0)}”`);
      });
    expect(wrong).toEqual([]);
  });
});

describe('texts are set as their language sets them', () => {
  it.each(languages)('what elements say: %s', (language) => {
    const wrong = terms[language].flatMap((term) =>
      everythingSaid(term).flatMap((text) => misset(language, text).map((what) => `${named(term)}: ${what}`)),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  it.each(languages)('the charter to begin with, and what the server says by itself: %s', (language) => {
    const paragraphs = readStarterCharter()
      [language].split('\n')
      .filter((line) => !/^[|\s]/.test(line));
    const texts = [...paragraphs, defaultSettings().redress[language]!];
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.flatMap((text) => misset(language, text))).toEqual([]);
  });

  it.each(languages)('the demonstration portal: %s', (language) => {
    const articles = [...news, policy].flatMap(({ kicker, title, standfirst, body }) => [
      ...[kicker, title, standfirst].map((text) => text[language]),
      ...body[language],
    ]);
    const texts = [...articles, ...Object.values(portal[language]).flat(2)];
    expect(texts.flatMap((text) => misset(language, text))).toEqual([]);
  });

  it('finds what is set wrongly', () => {
    const fine = { fr: 'Pourquoi\u202f? Voici\u00a0: «\u00a0rien\u00a0».', en: 'Why? This: “nothing”, 5%.' };
    expect(misset('fr', fine.fr)).toEqual([]);
    expect(misset('en', fine.en)).toEqual([]);
    for (const text of ['Pourquoi ?', 'Voici: rien', 'Voici : rien', '« rien\u00a0»', "l'autre", '5 h', 'Etat'])
      expect(misset('fr', text), text).not.toEqual([]);
    for (const text of ['Why ?', "don't", 'Wait...', '5 %', 'two  spaces'])
      expect(misset('en', text), text).not.toEqual([]);
  });
});
