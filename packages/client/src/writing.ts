import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

/** What helps while one writes. */
export const writing = (send: Send) => ({
  /** What the text will look like; nothing is kept. */
  render: (text: string, options?: CallOptions) => send('renderText', { body: { text } }, options),
  /** People or tags that begin so. */
  suggest: (query: Sent<'suggest', 'query'>, options?: CallOptions) => send('suggest', { query }, options),
});
