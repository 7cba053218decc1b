import type { UnflaggableReason } from '@parvis/contracts';
import type { Settings } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';

/** Flags that one person may send in a day. */
export const perDay = 20;

/** Why the viewer cannot flag a thing that they can see, or null. */
export const refusal = (
  viewer: Viewer,
  thing: { author: string | null; published: boolean },
  pending: boolean,
): UnflaggableReason | null =>
  thing.author === viewer.person ? 'own' : !thing.published ? 'gone' : pending ? 'flagged' : null;

type PageRule = Settings['pages'][number];

/** The rule for a page: the one with the longest prefix that it lies under, whole path segments counting. */
export function pageRule(pages: readonly PageRule[], address: string): PageRule | undefined {
  const page = new URL(address);
  const under = ({ prefix }: PageRule): boolean => {
    const base = new URL(prefix);
    const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
    return page.origin === base.origin && (page.pathname === base.pathname || page.pathname.startsWith(folder));
  };
  return pages
    .filter(under)
    .sort((one, other) => other.prefix.length - one.prefix.length)
    .at(0);
}

/**
 * One page has one address, so that one case gathers what is said of it: without the place in it, without who asks, and
 * of its query only what its rule names, sorted. What RFC 3986 (6.2.2) calls the same is written the same.
 */
export function canonical(pages: readonly PageRule[], address: string): string {
  const url = new URL(address);
  const kept = pageRule(pages, address)?.query ?? [];
  const pairs = [...url.searchParams].filter(([name]) => kept.includes(name)).map((pair) => JSON.stringify(pair));
  url.hash = '';
  url.username = '';
  url.password = '';
  url.pathname = url.pathname.replace(/%[0-9a-f]{2}/gi, asWritten);
  url.search = new URLSearchParams(
    [...new Set(pairs)].sort().map((pair) => JSON.parse(pair) as [string, string]),
  ).toString();
  return url.href;
}

/** What need not be escaped is not; what must be is so in capitals. */
function asWritten(escaped: string): string {
  const char = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
  return /[\w.~-]/.test(char) ? char : escaped.toUpperCase();
}
