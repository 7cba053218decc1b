import { ParvisError } from '@parvis/client';

/** A token from an address of the page, where none was asked for while this code was on its way, or another is needed. */
export const askToken = async (address: string, base: string): Promise<string> => {
  const refuse = (code: 'unauthenticated' | 'network' | 'unavailable', detail: string, status = 0, cause?: unknown) =>
    new ParvisError({ code, status, title: 'No token', detail, cause });
  if (!URL.canParse(address, base))
    throw refuse(
      'unauthenticated',
      `'${address}' is no address: give token-url one of the page's own origin, such as /token.`,
    );
  const { href, origin } = new URL(address, base);
  // A token of another origin may be another person's: who writes here would write under their name.
  if (origin !== location.origin)
    throw refuse(
      'unauthenticated',
      `${href} is not of the page's own origin, ${location.origin}: give token-url an address there, or a function to configure({ getToken }).`,
    );
  const response = await fetch(href, {
    mode: 'same-origin',
    credentials: 'same-origin',
    headers: { Accept: 'application/json' },
    cache: 'no-store',
  }).catch((cause: unknown) => {
    throw refuse('network', `${href} did not answer.`, 0, cause);
  });
  const body = response.ok ? ((await response.json().catch(() => null)) as { token?: unknown } | null) : null;
  if (typeof body?.token === 'string' && body.token) return body.token;
  throw refuse(
    response.status >= 500 ? 'unavailable' : 'unauthenticated',
    `${href} answered ${response.status} without { "token": "…" }.`,
    response.status,
  );
};
