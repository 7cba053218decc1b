import { pageAddress } from '@parvis/contracts/tables';

/**
 * The address that a page of the intranet is known by: the one given, else the one that the page gives itself
 * (`<link rel="canonical">`), else the one that it was opened by. `params` names the parameters of its query that make it
 * another page, with spaces between them; without it, all but those that track readers. Undefined for what is no web
 * address.
 */
export function hostPage(given: string, params: string | null): string | undefined {
  const own = () => document.querySelector<HTMLLinkElement>('link[rel~="canonical"]')?.href || location.href;
  const address = given || own();
  if (!URL.canParse(address, document.baseURI)) return undefined;
  return pageAddress(new URL(address, document.baseURI).href, params?.split(/[\s,]+/).filter(Boolean));
}
