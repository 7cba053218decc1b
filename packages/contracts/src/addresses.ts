/**
 * The address by which a page of the intranet is known: one page has one, whatever link led there. Plain data and
 * functions: the elements name their page with it, the server keeps discussions and flags under it.
 */
import { limits } from './values.ts';

/** Parameters that say where a reader came from and never which page it is; `utm_` stands for all that begin so. */
const tracking =
  /^(utm_|mtm_|pk_|piwik_|matomo_|_hs|hsa_|vero_)|^(gclid|gclsrc|gbraid|wbraid|dclid|fbclid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|mc_cid|mc_eid|mkt_tok|_ga|_gl|xtor|xsdata|sdata|ovuser)$/i;

/**
 * The same for every way of writing a page's address: as the URL standard (WHATWG) writes it, without the place in the
 * page, user info, a slash at the end and what the query has beside `params`, which are sorted. Without `params`, all of
 * the query but what tracks readers. Undefined for what is no web address, or one longer than is stored.
 */
export function pageAddress(address: string, params?: readonly string[]): string | undefined {
  if (address.length > limits.url || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const kept = [...url.searchParams].filter(([name]) => (params ? params.includes(name) : !tracking.test(name)));
  url.hash = '';
  url.username = '';
  url.password = '';
  url.pathname = url.pathname.replace(/%[0-9a-f]{2}/gi, asWritten).replace(/(?<=.)\/+$/, '');
  url.search = new URLSearchParams(
    [...new Set(kept.map((pair) => JSON.stringify(pair)))].sort().map((pair) => JSON.parse(pair) as [string, string]),
  ).toString();
  return url.href.length > limits.url ? undefined : url.href;
}

/** What need not be escaped is not; what must be is so in capitals (RFC 3986, 6.2.2). */
function asWritten(escaped: string): string {
  const char = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
  return /[\w.~-]/.test(char) ? char : escaped.toUpperCase();
}
