import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

export const contributions = (send: Send) => ({
  /** What the viewer wrote, also where they read it no longer. */
  list: (query: Sent<'listContributions', 'query'>, options?: CallOptions) =>
    send('listContributions', { query }, options),
});
