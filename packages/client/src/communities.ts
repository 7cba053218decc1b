import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

/** A community is named by its id or its slug. */
export const communities = (send: Send) => ({
  list: (query: Sent<'listCommunities', 'query'>, options?: CallOptions) => send('listCommunities', { query }, options),
  get: (id: string, options?: CallOptions) => send('getCommunity', { params: { id } }, options),
  join: (id: string, options?: CallOptions) => send('joinCommunity', { params: { id } }, options),
  leave: (id: string, options?: CallOptions) => send('leaveCommunity', { params: { id } }, options),
});
