import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

/** What the stewards of a community look at before it is published. */
export const screening = (send: Send) => ({
  get: (community: string, options?: CallOptions) => send('getScreening', { params: { id: community } }, options),
  save: (community: string, body: Sent<'saveScreening', 'body'>, options?: CallOptions) =>
    send('saveScreening', { params: { id: community }, body }, options),
});
