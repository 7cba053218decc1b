import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

/** The vocabulary of what people know. */
export const skills = (send: Send) => ({
  /** What completes a name. */
  list: (query: Sent<'listSkills', 'query'>, options?: CallOptions) => send('listSkills', { query }, options),
});
