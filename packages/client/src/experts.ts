import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

export const experts = (send: Send) => ({
  search: (query: Sent<'searchExperts', 'query'>, options?: CallOptions) => send('searchExperts', { query }, options),
  /** While a search is typed. */
  suggest: (q: string, options?: CallOptions) => send('suggestExperts', { query: { q } }, options),
  /** Where a question is asked best, of what the viewer may write in. */
  communities: (q: string, options?: CallOptions) => send('proposeCommunities', { query: { q } }, options),
});
