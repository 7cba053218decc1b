import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

/** Keys that the viewer's own tools read feeds with. */
export const feedKeys = (send: Send) => ({
  list: (options?: CallOptions) => send('listFeedKeys', {}, options),
  /** The answer is the only one that says the key. */
  create: (body: Sent<'createFeedKey', 'body'>, options?: CallOptions) => send('createFeedKey', { body }, options),
  delete: (id: string, options?: CallOptions) => send('deleteFeedKey', { params: { id } }, options),
});
