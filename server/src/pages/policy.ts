import { pageAddress } from '@parvis/contracts/tables';
import type { Settings } from '../kernel/kernel.ts';

type PageRule = Settings['pages'][number];

/**
 * A path as the most lenient of servers reads it: capitals, doubled slashes, escaped ones and what follows a semicolon
 * make no difference to some.
 */
const lenient = (path: string): string => {
  const plain = path
    .replace(/%2f|%5c/gi, '/')
    .replace(/(;|%3b)[^/]*/gi, '')
    .replace(/\/{2,}/g, '/');
  return new URL(plain, 'http://any.test').pathname.replace(/\/{2,}/g, '/').toLowerCase();
};
const strict = (path: string): string => path;

/** The rules with the longest prefix that a page lies under, whole path segments counting. */
function longest(pages: readonly PageRule[], page: URL, read: (path: string) => string): PageRule[] {
  const path = `${read(page.pathname)}/`;
  const under = pages.flatMap((rule) => {
    const base = new URL(rule.prefix);
    const folder = read(base.pathname).replace(/\/?$/, '/');
    return page.origin === base.origin && path.startsWith(folder) ? [{ rule, length: folder.length }] : [];
  });
  const most = Math.max(...under.map(({ length }) => length));
  return under.filter(({ length }) => length === most).map(({ rule }) => rule);
}

/**
 * The rule for a page. None where a server may read the address as one that another rule is for: whoever opens a page
 * by such an address would speak to other readers than those of the page.
 */
export function pageRule(pages: readonly PageRule[], address: string): PageRule | undefined {
  const page = new URL(address);
  const [rule] = longest(pages, page, strict);
  return rule && longest(pages, page, lenient).includes(rule) ? rule : undefined;
}

/** A rule that names this parameter leaves it to the page which of its parameters matter. */
const any = '*';

/**
 * The address that a page is known by: of its query what its rule names, so that one case and one discussion gather what
 * is said of it. Undefined for what is no address of a page.
 */
export function pageKey(pages: readonly PageRule[], address: string): string | undefined {
  const plain = pageAddress(address, []);
  if (plain === undefined) return undefined;
  const query = pageRule(pages, plain)?.query ?? [];
  return pageAddress(address, query.includes(any) ? undefined : query);
}
