import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

export const experts = (send: Send) => ({
  search: (query: Sent<'searchExperts', 'query'>, options?: CallOptions) => send('searchExperts', { query }, options),
  /** While a search is typed. */
  suggest: (q: string, options?: CallOptions) => send('suggestExperts', { query: { q } }, options),
});
