import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

export const invitations = (send: Send) => ({
  /** Those for the viewer. */
  list: (query: Sent<'listInvitations', 'query'>, options?: CallOptions) => send('listInvitations', { query }, options),
  answer: (id: string, accept: boolean, options?: CallOptions) =>
    send('answerInvitation', { params: { id }, body: { accept } }, options),
  withdraw: (id: string, options?: CallOptions) => send('withdrawInvitation', { params: { id } }, options),
});
