import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

/** The vocabulary of what people know. */
export const skills = (send: Send) => ({
  /** What completes a name. */
  list: (query: Sent<'listSkills', 'query'>, options?: CallOptions) => send('listSkills', { query }, options),
  /** For those who look after it. */
  vocabulary: (options?: CallOptions) => send('getVocabulary', {}, options),
  get: (id: string, options?: CallOptions) => send('getSkill', { params: { id } }, options),
  create: (body: Sent<'createSkill', 'body'>, options?: CallOptions) => send('createSkill', { body }, options),
  /** With `version` only what still is as it was read. */
  update: (id: string, body: Sent<'updateSkill', 'body'>, options?: CallOptions) =>
    send('updateSkill', { params: { id }, body }, options),
  /** What would move; nothing is changed. */
  previewMerge: (id: string, into: string, options?: CallOptions) =>
    send('previewSkillMerge', { params: { id }, query: { into } }, options),
  merge: (id: string, into: string, options?: CallOptions) =>
    send('mergeSkill', { params: { id }, body: { into } }, options),
  retire: (id: string, on: boolean, options?: CallOptions) =>
    send(on ? 'retireSkill' : 'restoreSkill', { params: { id } }, options),
});
