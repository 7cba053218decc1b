import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

export const discussions = (send: Send) => ({
  /** That of the page at this address; an empty one where nobody has commented yet. */
  get: (address: string, options?: CallOptions) => send('getDiscussion', { query: { address } }, options),
  /** The first comment on a page, or one more. Answers the comment. */
  create: (body: Sent<'createDiscussion', 'body'>, options?: CallOptions) =>
    send('createDiscussion', { body }, options),
  /** Closes a page to comments, or opens it again. */
  lock: (body: Sent<'lockDiscussion', 'body'>, options?: CallOptions) => send('lockDiscussion', { body }, options),
  /** How many comments there are on up to a hundred pages and a hundred posts. */
  count: (body: Sent<'countComments', 'body'>, options?: CallOptions) => send('countComments', { body }, options),
});
