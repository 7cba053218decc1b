import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

/** Searches for people that tell when somebody new matches. */
export const savedSearches = (send: Send) => ({
  list: (options?: CallOptions) => send('listSavedSearches', {}, options),
  save: (body: Sent<'saveSearch', 'body'>, options?: CallOptions) => send('saveSearch', { body }, options),
  /** Whom it found until now is not new any more. */
  see: (id: string, options?: CallOptions) => send('seeSavedSearch', { params: { id } }, options),
  delete: (id: string, options?: CallOptions) => send('deleteSavedSearch', { params: { id } }, options),
});
