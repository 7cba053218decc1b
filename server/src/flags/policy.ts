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

/** One page has one address: without the place in it, or who asks. */
export function canonical(address: string): string {
  const url = new URL(address);
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href;
}

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
