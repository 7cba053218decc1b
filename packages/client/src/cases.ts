import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

export const cases = (send: Send) => ({
  list: (query: Sent<'listCases', 'query'>, options?: CallOptions) => send('listCases', { query }, options),
  get: (id: string, options?: CallOptions) => send('getCase', { params: { id } }, options),
  claim: (id: string, options?: CallOptions) => send('claimCase', { params: { id } }, options),
  release: (id: string, options?: CallOptions) => send('releaseCase', { params: { id } }, options),
  decide: (id: string, body: Sent<'decideCase', 'body'>, options?: CallOptions) =>
    send('decideCase', { params: { id }, body }, options),
});
