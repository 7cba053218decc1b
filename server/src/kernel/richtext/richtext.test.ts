import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { RichText } from '@parvis/contracts';
import { exhausting, size } from '../../../../test/support/exhausting.ts';
import { beginning, findMentions, findTags, parseRichText, plainText } from './index.ts';
import { inlineNodes } from './text.ts';

const claire = { id: '01890a5d-ac96-774b-bcce-b302099a8057', name: 'Claire Martin' };
const known = { mentions: new Map([['claire.martin', claire]]) };

const parse = (markdown: string, options = {}) => RichText.parse(parseRichText(markdown, options));
const paragraph = (...children: unknown[]) => ({ type: 'paragraph', children });
const text = (value: string) => ({ type: 'text', text: value });
const link = (href: string, words = href) => ({ type: 'link', href, children: [text(words)] });

describe('the Markdown dialect', () => {
  it.each([
    ['a line break is a break', 'one\ntwo', [paragraph(text('one'), { type: 'break' }, text('two'))]],
    [
      'marks nest',
      '**a *b* ~~c~~**',
      [
        paragraph({
          type: 'strong',
          children: [
            text('a '),
            { type: 'emphasis', children: [text('b')] },
            text(' '),
            { type: 'strikethrough', children: [text('c')] },
          ],
        }),
      ],
    ],
    ['a heading has its level', '### a', [{ type: 'heading', level: 3, children: [text('a')] }]],
    ['an empty heading is nothing', '#', []],
    ['a quote holds blocks', '> a', [{ type: 'quote', children: [paragraph(text('a'))] }]],
    [
      'items that are lines make a tight list',
      '- a\n- b',
      [
        {
          type: 'list',
          ordered: false,
          start: 1,
          tight: true,
          items: [[paragraph(text('a'))], [paragraph(text('b'))]],
        },
      ],
    ],
    [
      'items with a line between them make a loose list, which counts from its first number',
      '3. a\n\n4. b',
      [
        {
          type: 'list',
          ordered: true,
          start: 3,
          tight: false,
          items: [[paragraph(text('a'))], [paragraph(text('b'))]],
        },
      ],
    ],
    ['fenced code keeps its language', '```c++ {1}\na\n\nb\n```', [{ type: 'code', language: 'c++', text: 'a\n\nb' }]],
    ['an odd language is none', '```<b>\na\n```', [{ type: 'code', language: null, text: 'a' }]],
    ['indented text is code', '    a', [{ type: 'code', language: null, text: 'a' }]],
    ['a rule is a rule', '---', [{ type: 'rule' }]],
    [
      'a table has a head, rows and alignments by reading direction',
      '| a | b | c |\n|:-|:-:|-:|\n| 1 | **2** |',
      [
        {
          type: 'table',
          alignments: ['start', 'center', 'end'],
          head: [[text('a')], [text('b')], [text('c')]],
          rows: [[[text('1')], [{ type: 'strong', children: [text('2')] }]]],
        },
      ],
    ],
    ['an entity is its character', '&lt;b&gt; &eacute;', [paragraph(text('<b> é'))]],
    ['text that is only definitions is empty', '[a]: http://b.example', []],
  ])('%s', (_, markdown, tree) => {
    expect(parse(markdown)).toEqual(tree);
  });

  it('keeps the words that are nested too deeply for a mark, a quote or a list', () => {
    const marks = `${'**a '.repeat(40)}${' b**'.repeat(40)}`;
    const tree = parse(`${'> '.repeat(60)}deep\n\n${marks}`);
    expect(plainText(tree)).toContain('deep');
    expect(plainText(tree).match(/a/g)).toHaveLength(40);
    expect(depth(tree)).toBeLessThanOrEqual(25);
  });

  it('keeps the words of a list that is nested too deeply', () => {
    const tree = parse(Array.from({ length: 30 }, (_, level) => `${'  '.repeat(level)}- item ${level}`).join('\n'));
    for (let level = 0; level < 30; level++) expect(plainText(tree)).toContain(`item ${level}`);
    expect(depth(tree)).toBeLessThanOrEqual(25);
  });
});

describe('links', () => {
  it.each([
    ['https://example.com/a?b=c#d'],
    ['http://example.com'],
    ['HTTPS://EXAMPLE.com/'],
    ['mailto:claire@example.com'],
    ['tel:+33123456789'],
  ])('lead to %s', (href) => {
    const [block] = parse(`[words](${href})`);
    expect(block).toMatchObject({ children: [{ type: 'link', children: [text('words')] }] });
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'javascript&#58;alert(1)',
    'javascript&colon;alert(1)',
    '&#106;avascript:alert(1)',
    'java\\script:alert(1)',
    '<java script:alert(1)>',
    '<javascript:alert(1)>',
    '\u0001javascript:alert(1)',
    'vbscript:msgbox(1)',
    'data:text/html;base64,PHNjcmlwdD4=',
    'data:image/png;base64,AAAA',
    'file:///etc/passwd',
    'blob:null/1',
    'ftp://example.com',
    '/relative',
    '//example.com',
    '#fragment',
    'http:example.com',
    'https:///example.com',
    'http://',
    'mailto:',
    'tel:',
    'javascript://example.com/%0aalert(1)',
  ])('never lead to %s', (href) => {
    for (const markdown of [`[a](${href})`, `![a](${href})`, `[a]\n\n[a]: ${href}`, `<${href}>`])
      expect(kinds(parse(markdown))).not.toContain('link');
  });

  it('are found in plain text for http, https and mail addresses only', () => {
    expect(
      parse('see https://example.com/a. or claire@example.com, not node.js, ftp://a.example or //b.example'),
    ).toEqual([
      paragraph(
        text('see '),
        link('https://example.com/a'),
        text('. or '),
        link('mailto:claire@example.com', 'claire@example.com'),
        text(', not node.js, ftp://a.example or //b.example'),
      ),
    ]);
  });

  it.each([
    'https://a:b@evil.example/',
    'https://example.com@evil.example/',
    'https://example.com%2f@evil.example',
    'https://example.com\\@evil.example',
    'https://:b@evil.example',
  ])('never lead past a name before the host: %s', (href) => {
    for (const markdown of [`[a](${href})`, `![a](${href})`, `[a]\n\n[a]: ${href}`, `<${href}>`, `see ${href}`])
      expect(JSON.stringify(parse(markdown))).not.toMatch(/"href":"http[^"]*evil/);
    expect(plainText(parse(`[a](${href}) <${href}>`))).toContain('evil');
  });

  it('without words show their address', () => {
    expect(parse('[](https://example.com)')).toEqual([paragraph(link('https://example.com'))]);
  });

  it('take the place of pictures from elsewhere', () => {
    expect(parse('![a *cat*](https://example.com/cat.png)')).toEqual([
      paragraph(link('https://example.com/cat.png', 'a cat')),
    ]);
    expect(parse('[![cat](https://example.com/cat.png)](https://example.com)')).toEqual([
      paragraph(link('https://example.com', 'cat')),
    ]);
  });

  it('leave the pictures that this installation serves', () => {
    const ownImage = (src: string) => src.startsWith('https://social.example/');
    expect(parse('![cat](https://social.example/cat.png)', { ownImage })).toEqual([
      paragraph({ type: 'image', src: 'https://social.example/cat.png', alt: 'cat' }),
    ]);
  });

  it('cannot multiply one long address without bound', () => {
    const markdown = `[a]: http://${'b'.repeat(9_000)}\n\n${'[a] '.repeat(2_500)}`;
    expect(JSON.stringify(parse(markdown)).length).toBeLessThan(markdown.length * 30);
  });
});

describe('raw HTML', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onclick="x()">b</b>',
    '<!-- a -->',
    '<a href="x">',
  ])('stays the characters that it is: %s', (html) => {
    expect(plainText(parse(html))).toBe(html);
    expect(new Set(kinds(parse(html)))).toEqual(new Set(['paragraph', 'text']));
  });
});

describe('mentions', () => {
  const mention = { type: 'mention', person: claire.id, name: claire.name };

  it('name the people whom the caller knows, in any case, and leave the others as text', () => {
    expect(parse('@claire.martin, (@Claire.Martin) and @nobody.', known)).toEqual([
      paragraph(mention, text(', ('), mention, text(') and @nobody.')),
    ]);
    expect(parse('thanks @claire.martin.', known)).toEqual([paragraph(text('thanks '), mention, text('.'))]);
  });

  it('take a user name that is a mail address as a whole', () => {
    const mentions = new Map([['claire.martin@example.com', claire]]);
    expect(parse('@claire.martin@example.com!', { mentions })).toEqual([paragraph(mention, text('!'))]);
  });

  it.each([
    '`@claire.martin`',
    '    @claire.martin',
    '```\n@claire.martin\n```',
    '[@claire.martin](https://example.com)',
    'https://example.com/@claire.martin',
    'bob@claire.martin',
    '\\@claire.martin',
  ])('are not found in %s', (markdown) => {
    expect(findMentions(markdown)).toEqual([]);
    expect(kinds(parse(markdown, known))).not.toContain('mention');
  });

  it('are found wherever parsing could make one', () => {
    expect(findMentions('# @a\n> **@b** | @c@example.com\n- @B\n- @a-b.c_d.')).toEqual([
      'a',
      'b',
      'c@example.com',
      'c',
      'a-b.c_d',
    ]);
  });

  it('are looked up for a hundred handles at most', () => {
    expect(findMentions(Array.from({ length: 500 }, (_, index) => `@u${index}`).join(' '))).toHaveLength(100);
  });
});

describe('tags', () => {
  it.each([
    ['#finance', ['finance']],
    ['#Finance, #finance!', ['finance']],
    ['#c++ #C# #.net #node.js #c++17 #f#.', ['c++', 'c#', '.net', 'node.js', 'c++17', 'f#']],
    ['(#été) **#größe** #日本', ['été', 'größe', '日本']],
    ['#e\u0301te\u0301', ['été']],
    ['_#a_b_ #to-do. #a--', ['a_b', 'to-do', 'a']],
    ['#12 #2024 x#y c# a&#b ##c /#d https://example.com/#e &#35;f \\#g', []],
    ['`#a` [#b](https://example.com)\n\n    #c', []],
    [`#${'a'.repeat(51)}`, []],
  ])('in %s', (markdown, tags) => {
    expect(findTags(parse(markdown))).toEqual(tags);
  });
});

describe('the beginning of a text', () => {
  it('says that there is more of it, and cuts no letter in two', () => {
    expect(beginning('Old pumps', 9)).toBe('Old pumps');
    expect(beginning('Old pumps are slow.', 5)).toBe('Old…');
    expect(beginning('🧊🧊🧊🧊', 3)).toBe('🧊🧊…');
  });
});

describe('plain text', () => {
  it('has one line for each block, item and row, and no marks', () => {
    const markdown =
      '# A *b*\n\nc\nd @claire.martin #e\n\n> f\n\n- g\n- h\n\n|i|j|\n|-|-|\n|k|l|\n\n---\n\n```\nm\nn\n```';
    expect(plainText(parse(markdown, known))).toBe('A b\nc\nd @Claire Martin #e\nf\ng\nh\ni\tj\nk\tl\nm\nn');
  });
});

describe('any text', () => {
  const markdownish = fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...'*_~`[]()<>!#@&;:/\\|-+=.\n\t 1ax"\'{}') },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            '](',
            '![',
            'http://',
            'javascript:',
            '&#x6A;',
            '```',
            '\n> ',
            '\n- ',
            '|-|',
            '@claire.martin',
            '#c++',
          ),
        },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
      ),
      { maxLength: 200 },
    )
    .map((parts) => parts.join(''));
  const anything = fc.oneof(
    markdownish,
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
  );

  it('becomes a tree of the contract, bounded in depth, that a database can store', () => {
    fc.assert(
      fc.property(anything, (markdown) => {
        const tree = parse(markdown, known);
        const stored = JSON.stringify(tree);
        expect(JSON.parse(stored)).toEqual(tree);
        expect(stored).not.toContain('\\u0000');
        expect(stored).not.toMatch(/\\ud[89a-f]/);
        expect(depth(tree)).toBeLessThanOrEqual(35);
      }),
      { numRuns: 500 },
    );
  });

  it('gives mentions only for handles that were found beforehand', () => {
    fc.assert(
      fc.property(anything, (markdown) => {
        const found = findMentions(markdown);
        if (kinds(parse(markdown, known)).includes('mention')) expect(found).toContain('claire.martin');
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'undefined',
    'null',
    'NaN',
    '1/0',
    '-1e500',
    'true',
    '{}',
    '0x1F',
    '١٢٣',
    'Ω≈ç√∫˜µ≤≥÷',
    '田中さんにあげて下さい',
    'نص من اليمين',
    '\u200b\u200d\ufeff',
    '\u202Eabc\u202C',
    'a\u0300\u0301\u0302',
    '👩‍👩‍👧‍👦 🏳️‍🌈',
    '％％',
    '%s %d %n',
    '$(touch x)',
    "'; drop table posts; --",
    '../../etc/passwd',
    '{{7 + 7}} ${7 + 7} <%= 7 %>',
    'ﷺ',
    '\u0007bell',
    'CON PRN',
    'İıſß',
  ])('that means nothing in Markdown comes back as it was: %j', (naughty) => {
    expect(plainText(parse(naughty))).toBe(naughty);
  });

  it('loses what no database stores: the null character and half characters', () => {
    expect(plainText(parse('a\0b \ud83d c \udc00'))).toBe('a\ufffdb \ufffd c \ufffd');
  });
});

describe('text made to exhaust a parser', () => {
  it.each(exhausting)('is a bounded tree: %s', (_, markdown) => {
    const tree = parse(markdown, known);
    expect(depth(tree)).toBeLessThanOrEqual(35);
    expect(JSON.stringify(tree).length).toBeLessThan(size * 7 + 8_000);
    expect(findMentions(markdown).length).toBeLessThanOrEqual(100);
  });
});

describe('the work of parsing', () => {
  /** Calls of the parser's rules while `work` runs: they say how much it does, whatever else the machine does meanwhile. */
  function countCalls(work: () => void): number {
    type Rule = (...given: unknown[]) => unknown;
    const ruler = Object.getPrototypeOf(new MarkdownIt().inline.ruler) as { getRules(chain: string): Rule[] };
    const original = ruler.getRules;
    const counting = new WeakMap<Rule[], Rule[]>();
    let calls = 0;
    const counted = (rules: Rule[]) =>
      rules.map((rule) => (...given: unknown[]) => {
        calls += 1;
        return rule(...given);
      });
    ruler.getRules = function (chain) {
      const rules = original.call(this, chain);
      if (!counting.has(rules)) counting.set(rules, counted(rules));
      return counting.get(rules)!;
    };
    try {
      work();
    } finally {
      ruler.getRules = original;
    }
    return calls;
  }

  it('is counted', () => expect(countCalls(() => parse('a *b* c'))).toBeGreaterThan(10));

  it.each(exhausting)('stays in proportion to the text, at 20 kB as before: %s', (_, markdown) => {
    const calls = countCalls(() => parse(markdown, known));
    expect(calls).toBeLessThan(80 * size);
    const half = countCalls(() => parse(markdown.slice(0, size / 2), known));
    expect(calls).toBeLessThan(5 * half + 20_000);
  });
});

describe('any text at all', () => {
  const marks = [
    '> ',
    '- ',
    '1. ',
    '  ',
    '*',
    '**',
    '_',
    '~~',
    '`',
    '[',
    '](',
    '![',
    '<',
    '|',
    '#',
    '@a',
    '\n',
    '&',
    'www.',
  ];
  const run = fc.record({ mark: fc.constantFrom(...marks), times: fc.integer({ min: 1, max: 4_000 }) });
  const runs = fc
    .array(fc.oneof(run, fc.record({ mark: fc.string({ unit: 'binary', maxLength: 4 }), times: fc.nat(400) })), {
      maxLength: 12,
    })
    .map((parts) =>
      parts
        .map(({ mark, times }) => mark.repeat(times))
        .join('')
        .slice(0, size),
    );

  it('in long runs and deep nesting is a bounded tree of nothing but what the contract lists', () => {
    fc.assert(
      fc.property(runs, (markdown) => {
        const tree = parse(markdown, known);
        expect(depth(tree)).toBeLessThanOrEqual(35);
        expect(JSON.stringify(tree).length).toBeLessThan(markdown.length * 7 + 8_000);
      }),
      { numRuns: 100 },
    );
  });

  it('leads nowhere but by http, https, mail and telephone, and not to whom it does not name', () => {
    const address = fc.tuple(
      fc.constantFrom(
        'java\tscript:',
        'javascript:',
        'JaVaScRiPt:',
        'data:',
        'vbscript:',
        'blob:',
        '//',
        '/',
        'http:',
        '\\\\',
        'https://a@',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const place = fc.constantFrom(
      '[a](X)',
      '![a](<X>)',
      '<X>',
      'X',
      '[a]\n\n[a]: X',
      '[X](X)',
      '`X` X',
      '| X |\n|-|\n| [a](X) |',
    );
    fc.assert(
      fc.property(place, address, (where, [scheme, rest]) => {
        for (const found of inlines(parse(where.replaceAll('X', scheme + rest))))
          if (found.type === 'link') {
            const { protocol, username } = new URL(found.href);
            expect(['http:', 'https:', 'mailto:', 'tel:']).toContain(protocol);
            expect(username).toBe('');
          }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('text that grows', () => {
  it('has in a row of a table the cells that are written there', () => {
    const rows = '|x\n'.repeat(100);
    const [table] = parse(`${'|a'.repeat(300)}|\n${'|-'.repeat(300)}|\n${rows}`);
    expect(table).toMatchObject({ type: 'table', rows: Array(100).fill([[text('x')]]) });
  });

  it('stays a table up to three thousand cells, and is text after that, with those that follow', () => {
    const rows = (count: number) => `|a|b|c|\n|-|-|-|\n${'|several|ordinary|words|\n'.repeat(count)}`;
    expect(parse(rows(999)).map(({ type }) => type)).toEqual(['table']);
    const tree = parse(`${rows(1_000)}\n${rows(1)}`);
    expect(new Set(kinds(tree))).toEqual(new Set(['paragraph', 'text', 'break']));
    expect(plainText(tree)).toBe(`${rows(1_000)}${rows(1)}`.trimEnd());
  });

  it.each([
    ['short lines', 'ab\n'.repeat(5_000)],
    ['short paragraphs', 'ab\n\n'.repeat(4_000)],
    ['short items', '- a\n'.repeat(4_000)],
    ['short marks', '*a* _b_\n'.repeat(2_000)],
    ['a table of short cells', `|a|b|\n|-|-|\n${'|c|d|\n'.repeat(1_400)}`],
    ['what is after a heading', `# Title\r\n\r\n${'e\r\n'.repeat(4_000)}`],
  ])('loses no letter of %s', (_, markdown) => {
    const letters = (value: string) => value.replace(/[^a-zA-Z]/g, '');
    expect(letters(plainText(parse(markdown)))).toBe(letters(markdown));
  });

  it('keeps what comes before it is too much', () => {
    const tree = parse(`# Title\n\n**bold**\n\n${'a\n'.repeat(9_000)}`);
    expect(tree.slice(0, 2).map(({ type }) => type)).toEqual(['heading', 'paragraph']);
    expect(kinds(tree)).toContain('strong');
  });

  it('is no text as people write it: a long page with a list, a table, links and marks stays whole', () => {
    const part = [
      '## What changes for you',
      'The **new** portal is at https://intranet.example/portal, ask @claire.martin or see [the guide](https://a.example).',
      '- short\n- items\n- of a list',
      '| Site | Open | Room |\n|-|-|-|\n| Paris | 9:00 | 12 |\n| Lyon | 8:30 | 4 |',
      '1. `npm ci`\n2. `npm test`',
    ].join('\n\n');
    const tree = parse(Array(60).fill(part).join('\n\n'), known);
    expect(tree).toHaveLength(5 * 60);
    expect(tree.filter(({ type }) => type === 'table')).toHaveLength(60);
    expect(kinds(tree).filter((type) => type === 'mention')).toHaveLength(60);
  });
});

type Anything = RichText[number] | { type: string; children?: unknown };

function children(node: unknown): unknown[] {
  if (Array.isArray(node)) return node;
  return node !== null && typeof node === 'object'
    ? Object.values(node).filter((value) => typeof value === 'object')
    : [];
}

/** The types of all nodes. */
function kinds(node: unknown): string[] {
  const own = node !== null && typeof node === 'object' && 'type' in node ? [(node as Anything).type] : [];
  return [...own, ...children(node).flatMap(kinds)];
}

/** How many nodes are inside one another. */
function depth(node: unknown): number {
  const own = node !== null && typeof node === 'object' && 'type' in node ? 1 : 0;
  return own + Math.max(0, ...children(node).map(depth));
}

/** All inline nodes. */
const inlines = (tree: RichText): Extract<RichText[number], { type: 'paragraph' }>['children'] => [
  ...inlineNodes(tree),
];
