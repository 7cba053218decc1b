import { pageAddress } from '@parvis/contracts/tables';
import type { Settings } from '../kernel/kernel.ts';

type PageRule = Settings['pages'][number];

/** The rule for a page: the one with the longest prefix that it lies under, whole path segments counting. */
export function pageRule(pages: readonly PageRule[], address: string): PageRule | undefined {
  const page = new URL(address);
  const under = ({ prefix }: PageRule): boolean => {
    const base = new URL(prefix);
    const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
    return page.origin === base.origin && `${page.pathname}/`.startsWith(folder);
  };
  return pages
    .filter(under)
    .sort((one, other) => other.prefix.length - one.prefix.length)
    .at(0);
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
