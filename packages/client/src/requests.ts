import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

/** Wishes to be a member: the viewer's own, and those that stewards decide. */
export const requests = (send: Send) => ({
  list: (query: Sent<'listRequests', 'query'>, options?: CallOptions) => send('listRequests', { query }, options),
  decide: (id: string, body: Sent<'decideRequest', 'body'>, options?: CallOptions) =>
    send('decideRequest', { params: { id }, body }, options),
});
