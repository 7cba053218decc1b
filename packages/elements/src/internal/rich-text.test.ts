import { expect } from '@open-wc/testing';
import type { RichText } from '@parvis/contracts';
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
});
