import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

export const flags = (send: Send) => ({
  /** The viewer's own flags. */
  list: (query: Sent<'listFlags', 'query'>, options?: CallOptions) => send('listFlags', { query }, options),
  create: (body: Sent<'createFlag', 'body'>, options?: CallOptions) => send('createFlag', { body }, options),
  withdraw: (id: string, options?: CallOptions) => send('withdrawFlag', { params: { id } }, options),
});
