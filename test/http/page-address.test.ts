import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageAddress } from '@parvis/contracts/tables';
import { pageKey, pageRule } from '../../server/src/pages/index.ts';

describe('the address of a page', () => {
  it.each([
    ['HTTPS://Intranet.Test:443/news/', 'https://intranet.test/news'],
    ['http://intranet.test:80/', 'http://intranet.test/'],
    ['https://intranet.test:8443/a', 'https://intranet.test:8443/a'],
    ['https://intranet.test', 'https://intranet.test/'],
    ['https://intranet.test/a/../b/./c#top', 'https://intranet.test/b/c'],
    ['https://intranet.test/a//', 'https://intranet.test/a'],
    ['https://intranet.test/%7Eclaire/%c3%a9t%C3%A9', 'https://intranet.test/~claire/%C3%A9t%C3%A9'],
    ['https://intranet.test/été', 'https://intranet.test/%C3%A9t%C3%A9'],
    ['https://intranet.test/a%2fb', 'https://intranet.test/a%2Fb'],
    ['https://bücher.test/', 'https://xn--bcher-kva.test/'],
    ['https://claire:secret@intranet.test/a', 'https://intranet.test/a'],
    ['https://intranet.test/a?utm_source=mail&id=4&fbclid=x', 'https://intranet.test/a?id=4'],
    ['https://intranet.test/a?b=2&a=1&b=2', 'https://intranet.test/a?a=1&b=2'],
  ])('%s is %s', (address, key) => expect(pageAddress(address)).toBe(key));

  it('keeps of its query what is named, and nothing else where nothing is', () => {
    expect(pageAddress('https://a.test/?id=4&from=mail', ['id'])).toBe('https://a.test/?id=4');
    expect(pageAddress('https://a.test/?id=4&from=mail', [])).toBe('https://a.test/');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://a.test/',
    '//a.test/',
    '/news',
    '',
    'https://',
    `https://a.test/${'x'.repeat(100_000)}`,
    `https://a.test/${'é'.repeat(900)}`,
  ])('is none: %.40s', (address) => expect(pageAddress(address)).toBeUndefined());

  it('is the address of itself, whatever was given', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const key = pageAddress(address);
        if (key !== undefined) expect(pageAddress(key)).toBe(key);
      }),
    );
  });
});

describe('the rule for a page', () => {
  const rule = (prefix: string, query: string[] = []) => ({
    prefix,
    circles: ['employee'] as const,
    degree: 'C0' as const,
    query,
  });
  const pages = [rule('https://a.test/'), rule('https://a.test/news/', ['id']), rule('https://a.test/app', ['*'])];

  it('is the longest prefix of whole segments on the same origin', () => {
    const found = (address: string) => pageRule(pages, address)?.prefix;
    expect(found('https://a.test/news')).toBe('https://a.test/news/');
    expect(found('https://a.test/news/1')).toBe('https://a.test/news/');
    expect(found('https://a.test/newsletter')).toBe('https://a.test/');
    expect(found('https://a.test/app')).toBe('https://a.test/app');
    expect(found('https://a.test/apple')).toBe('https://a.test/');
    expect(found('https://a.test.evil.test/news')).toBeUndefined();
    expect(found('http://a.test/news')).toBeUndefined();
    expect(found('https://a.test:8443/news')).toBeUndefined();
  });

  it('says what of the query makes another page, or leaves it to the page', () => {
    expect(pageKey(pages, 'https://a.test/news/1?id=2&x=1')).toBe('https://a.test/news/1?id=2');
    expect(pageKey(pages, 'https://a.test/other?id=2')).toBe('https://a.test/other');
    expect(pageKey(pages, 'https://a.test/app?view=2&utm_source=x')).toBe('https://a.test/app?view=2');
  });

  it.each([
    'https://a.test//news/1',
    'https://a.test/News/1',
    'https://a.test/news;x=1/1',
    'https://a.test/news%3Bx/1',
    'https://a.test/x/..;/news/1',
    'https://a.test/x%2f..%2fnews/1',
    'https://a.test/x%5c..%5cnews/1',
    'https://a.test/news%2F1',
    'https://a.test/news/..%2fother',
  ])('is none where a server may read %s as what another rule is for', (address) => {
    expect(pageRule(pages, pageAddress(address)!)).toBeUndefined();
  });

  it('is found for what is written so throughout', () => {
    const own = [rule('https://a.test/'), rule('https://a.test/sites/HR/'), rule('https://a.test/sites/hr')];
    expect(pageRule(own, 'https://a.test/sites/HR/Pages/Home.aspx')?.prefix).toBe('https://a.test/sites/HR/');
    expect(pageRule(own, 'https://a.test/sites/hr/x')?.prefix).toBe('https://a.test/sites/hr');
    expect(pageRule(own, 'https://a.test/web//guest/A;b')?.prefix).toBe('https://a.test/');
    expect(pageRule(own, 'https://a.test/')?.prefix).toBe('https://a.test/');
  });

  it('is not escaped by what a path is written with', () => {
    for (const address of ['https://a.test/x/../news/1', 'https://a.test/%6eews/1', 'https://x@a.test/news/1'])
      expect(pageKey(pages, address)).toBe('https://a.test/news/1');
    expect(pageKey(pages, 'https://a.test@evil.test/news/1')).toBe('https://evil.test/news/1');
  });
});
