import type { Early } from '../internal/page.ts';

/**
 * Asks for what the elements of the page will show first while their code is on its way: with the very same requests,
 * whose answers they take. Attributes that ask for something else are left to the elements. Part of the loader, so it
 * imports nothing.
 */
export function askEarly(tokenUrl: string, api: string, prefix: string): Early {
  const answers: Early['answers'] = new Map();
  const early: Early = { tokenUrl, answers };
  const headers = { Accept: 'application/json' };
  const token = (early.token = fetch(tokenUrl, { mode: 'same-origin', headers, cache: 'no-store' })
    .then((response) => response.json() as Promise<{ token?: string }>)
    .then(({ token }) => (early.given = token))
    .catch(() => undefined));
  const ask = (path: string) => {
    const url = api.replace(/\/+$/, '') + path;
    if (answers.has(url)) return;
    const answer = token.then((token) => {
      if (!token) throw new TypeError('No token');
      return fetch(url, {
        headers: { ...headers, Authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(30_000),
      });
    });
    // Told by whoever takes it.
    answer.catch(() => {});
    answers.set(url, answer);
  };
  for (const element of document.querySelectorAll(`${prefix}feed, ${prefix}profile-card`)) {
    const [scope, of] = ['scope', 'for'].map((name) => element.getAttribute(name));
    if (!element.localName.endsWith('feed')) {
      if (of) ask(`/v1/people/${encodeURIComponent(of)}`);
    } else if (!element.matches('[kind], [unanswered], [unread], [search]'))
      ask(`/v1/posts?${new URLSearchParams({ scope: scope || 'home', ...(of && { for: of }) })}`);
  }
  // What nobody took is old.
  setTimeout(() => answers.clear(), 10_000);
  return early;
}
