import type { CallOptions, Send } from './transport.ts';

export const people = (send: Send) => ({
  /** The viewer themselves. */
  me: (options?: CallOptions) => send('getMe', {}, options),
  /** By id or user name. */
  get: (id: string, options?: CallOptions) => send('getPerson', { params: { id } }, options),
});
