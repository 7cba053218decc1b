import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

/** What was decided about what the viewer wrote, or about them. */
export const statements = (send: Send) => ({
  list: (query: Sent<'listStatements', 'query'>, options?: CallOptions) => send('listStatements', { query }, options),
  acknowledge: (id: string, options?: CallOptions) => send('acknowledgeWarning', { params: { id } }, options),
  answer: (id: string, body: Sent<'answerStatement', 'body'>, options?: CallOptions) =>
    send('answerStatement', { params: { id }, body }, options),
  appeal: (id: string, body: Sent<'appealStatement', 'body'>, options?: CallOptions) =>
    send('appealStatement', { params: { id }, body }, options),
});
