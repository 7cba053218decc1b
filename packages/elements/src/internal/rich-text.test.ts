import { expect } from '@open-wc/testing';
import type { RichText } from '@parvis/contracts';
import fc from 'fast-check';
import { render } from 'lit';
import { richText } from './rich-text.ts';

const drawn = (text: unknown): string => {
  const place = document.createElement('div');
  render(richText(text as RichText), place);
  return place.innerHTML
    .replace(/<!--.*?-->/g, '')
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .trim();
};
const paragraph = (...children: unknown[]) => drawn([{ type: 'paragraph', children }]);
const words = (text: string) => ({ type: 'text', text });

describe('rich text', () => {
  const nodes: [string, string, string][] = [
    ['text', paragraph(words('a < b')), '<p>a &lt; b</p>'],
    ['a line break', paragraph(words('a'), { type: 'break' }, words('b')), '<p>a<br>b</p>'],
    ['strong', paragraph({ type: 'strong', children: [words('a')] }), '<p><strong>a</strong></p>'],
    ['emphasis', paragraph({ type: 'emphasis', children: [words('a')] }), '<p><em>a</em></p>'],
    ['strikethrough', paragraph({ type: 'strikethrough', children: [words('a')] }), '<p><del>a</del></p>'],
    ['code in a line', paragraph({ type: 'code', text: 'a<b>' }), '<p><code>a&lt;b&gt;</code></p>'],
    [
      'a link',
      paragraph({ type: 'link', href: 'https://example.com/a', children: [words('a')] }),
      '<p><a rel="noopener nofollow" href="https://example.com/a">a</a></p>',
    ],
    [
      'a mention',
      paragraph({ type: 'mention', person: 'p1', name: 'Ana' }),
      '<p><button class="mention" type="button" data-person="p1">@Ana</button></p>',
    ],
    [
      'a tag',
      paragraph({ type: 'tag', name: 'c++' }),
      '<p><button class="tag" type="button" data-act="tag" data-tag="c++">#c++</button></p>',
    ],
    [
      'an image',
      paragraph({ type: 'image', src: '/v1/images/1', alt: 'A pump' }),
      '<p><img loading="lazy" decoding="async" src="/v1/images/1" alt="A pump"></p>',
    ],
    ['a heading below those of its post', drawn([{ type: 'heading', level: 1, children: [words('a')] }]), '<h4>a</h4>'],
    [
      'a quote',
      drawn([{ type: 'quote', children: [{ type: 'paragraph', children: [words('a')] }] }]),
      '<blockquote><p>a</p></blockquote>',
    ],
    [
      'a tight list',
      drawn([
        {
          type: 'list',
          ordered: false,
          start: 1,
          tight: true,
          items: [[{ type: 'paragraph', children: [words('a')] }]],
        },
      ]),
      '<ul><li> a </li></ul>',
    ],
    [
      'an ordered list with its start',
      drawn([
        {
          type: 'list',
          ordered: true,
          start: 3,
          tight: false,
          items: [[{ type: 'paragraph', children: [words('a')] }]],
        },
      ]),
      '<ol start="3"><li><p>a</p></li></ol>',
    ],
    [
      'a block of code',
      drawn([{ type: 'code', language: 'sql', text: 'a\n  b' }]),
      '<pre tabindex="0"><code>a b</code></pre>',
    ],
    ['a rule', drawn([{ type: 'rule' }]), '<hr>'],
  ];
  for (const [what, is, should] of nodes) it(`draws ${what}`, () => expect(is).to.equal(should));

  it('draws a table with its alignments', () => {
    const table = drawn([
      {
        type: 'table',
        alignments: ['end', null],
        head: [[words('a')], [words('b')]],
        rows: [[[words('1')], [words('2')]]],
      },
    ]);
    expect(table).to.contain('<th scope="col" data-align="end">a</th><th scope="col">b</th>');
    expect(table).to.contain('<td data-align="end">1</td><td>2</td>');
  });

  for (const href of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
  ])
    it(`draws no link to ${href}, should a server send one`, () => {
      expect(paragraph({ type: 'link', href, children: [words('a')] })).to.not.contain('href');
      expect(paragraph({ type: 'image', src: href, alt: '' })).to.not.contain('src');
    });

  it('draws nothing for a node that it does not know', () => {
    expect(drawn([{ type: 'html', html: '<img src=x onerror=alert(1)>' }])).to.equal('');
    expect(paragraph({ type: 'script', text: 'alert(1)' })).to.equal('<p></p>');
  });

  describe('of any tree', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '<img src=x onerror=alert(1)>',
        '</p><script>alert(1)</script>',
        '"><svg onload=x>',
        '${x}',
        '<!--',
      ),
    );
    const address = fc.oneof(
      fc.webUrl(),
      text,
      fc
        .tuple(
          fc.constantFrom(
            'javascript:',
            ' JaVaScript:',
            'java\nscript:',
            '\u0001javascript:',
            'data:',
            'vbscript:',
            'blob:',
            'file:',
          ),
          text,
        )
        .map((parts) => parts.join('')),
    );
    const { blocks } = fc.letrec<{ inline: object; inlines: object[]; block: object; blocks: object[] }>((tie) => ({
      inlines: fc.array(tie('inline'), { maxLength: 4 }),
      inline: fc.oneof(
        { maxDepth: 6 },
        fc.record({ type: fc.constantFrom('text', 'code'), text }),
        fc.record({ type: fc.constant('break') }),
        fc.record({ type: fc.constant('mention'), person: text, name: text }),
        fc.record({ type: fc.constant('tag'), name: text }),
        fc.record({ type: fc.constant('image'), src: address, alt: text }),
        fc.record({
          type: fc.constantFrom('html', 'script', 'iframe', '__proto__', 'constructor', ''),
          html: text,
          text,
        }),
        fc.record({ type: fc.constantFrom('strong', 'emphasis', 'strikethrough'), children: tie('inlines') }),
        fc.record({ type: fc.constant('link'), href: address, children: tie('inlines') }),
      ),
      blocks: fc.array(tie('block'), { maxLength: 5 }),
      block: fc.oneof(
        { maxDepth: 5 },
        fc.record({ type: fc.constant('paragraph'), children: tie('inlines') }),
        fc.record({ type: fc.constant('heading'), level: fc.integer({ min: -1, max: 9 }), children: tie('inlines') }),
        fc.record({ type: fc.constant('code'), language: fc.option(text), text }),
        fc.record({ type: fc.constantFrom('rule', 'html', 'object', 'style', 'toString'), html: text, text }),
        fc.record({ type: fc.constant('quote'), children: tie('blocks') }),
        fc.record({
          type: fc.constant('list'),
          ordered: fc.boolean(),
          start: fc.integer(),
          tight: fc.boolean(),
          items: fc.array(tie('blocks'), { maxLength: 3 }),
        }),
        fc.record({
          type: fc.constant('table'),
          alignments: fc.array(fc.oneof(text, fc.constantFrom('start', 'center', 'end', null)), { maxLength: 3 }),
          head: fc.array(tie('inlines'), { maxLength: 3 }),
          rows: fc.array(fc.array(tie('inlines'), { maxLength: 3 }), { maxLength: 3 }),
        }),
      ),
    }));

    /** Everything that may stand in a drawn text: elements with their attributes. */
    const closed: Record<string, readonly string[]> = {
      ...Object.fromEntries(
        ['p', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'li', 'strong', 'em', 'del', 'code', 'br', 'hr'].map((name) => [
          name,
          [],
        ]),
      ),
      ...Object.fromEntries(['table', 'thead', 'tbody', 'tr'].map((name) => [name, []])),
      ol: ['start'],
      pre: ['tabindex'],
      div: ['class', 'tabindex', 'role'],
      th: ['scope', 'data-align'],
      td: ['data-align'],
      a: ['class', 'href', 'rel'],
      img: ['src', 'alt', 'loading', 'decoding'],
      button: ['class', 'type', 'data-person', 'data-act', 'data-tag'],
    };

    const expectClosed = (place: Element): void => {
      for (const element of place.querySelectorAll('*')) {
        expect(closed).to.have.property(element.localName);
        for (const name of element.getAttributeNames()) expect(closed[element.localName]).to.include(name);
        if (element instanceof HTMLAnchorElement && element.hasAttribute('href'))
          expect(element.getAttribute('href')).to.match(/^(https?|mailto|tel):/i);
        if (element instanceof HTMLImageElement && element.hasAttribute('src'))
          expect(['http:', 'https:']).to.include(new URL(element.src, location.href).protocol);
      }
    };

    it('draws nothing but the closed set, whatever a server sends', () => {
      fc.assert(
        fc.property(blocks, (tree) => {
          const place = document.createElement('div');
          render(richText(tree as RichText), place);
          expectClosed(place);
        }),
        { numRuns: 300 },
      );
    });

    it('draws what is huge and what is deep', () => {
      let deep: object = { type: 'text', text: 'x' };
      for (let level = 0; level < 400; level++) deep = { type: 'strong', children: [deep] };
      const wide = Array.from({ length: 5_000 }, (_, index) => ({ type: 'paragraph', children: [words(`${index}`)] }));
      const place = document.createElement('div');
      render(richText([{ type: 'paragraph', children: [deep] }, ...wide] as RichText), place);
      expectClosed(place);
      expect(place.querySelectorAll('strong')).to.have.length(400);
      expect(place.querySelectorAll('p')).to.have.length(5_001);
    });
  });
});
