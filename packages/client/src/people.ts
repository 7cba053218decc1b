import type { Sent } from '@parvis/contracts';
import type { ProfileField } from '@parvis/contracts/tables';
import type { CallOptions, Send } from './transport.ts';

export const people = (send: Send) => ({
  /** The viewer themselves. */
  me: (options?: CallOptions) => send('getMe', {}, options),
  /** By id or user name. */
  get: (id: string, options?: CallOptions) => send('getPerson', { params: { id } }, options),
  /** Those who share a site, a unit, a skill or a manager. */
  list: (query: Sent<'listPeople', 'query'>, options?: CallOptions) => send('listPeople', { query }, options),
  /** What is around somebody: colleagues, who confirmed their skills, communities in common, what they wrote last. */
  surroundings: (id: string, query: Sent<'getSurroundings', 'query'> = {}, options?: CallOptions) =>
    send('getSurroundings', { params: { id }, query }, options),
  /** Confirms a skill of somebody, or takes that back. */
  confirm: (id: string, skill: string, on: boolean, options?: CallOptions) =>
    send(on ? 'confirmSkill' : 'withdrawConfirmation', { params: { id, skill } }, options),
  /** For administrators: what somebody may speak for the company on. */
  setMandates: (id: string, topics: string[], options?: CallOptions) =>
    send('setMandates', { params: { id }, body: { topics } }, options),
  /** One's own profile, to be edited. */
  profile: (options?: CallOptions) => send('getOwnProfile', {}, options),
  updateField: (field: ProfileField, body: Sent<'updateProfileField', 'body'>, options?: CallOptions) =>
    send('updateProfileField', { params: { field }, body }, options),
  /** By its id, or by what it is called. */
  declareSkill: (skill: string, body: Sent<'declareSkill', 'body'>, options?: CallOptions) =>
    send('declareSkill', { params: { skill }, body }, options),
  removeSkill: (skill: string, options?: CallOptions) => send('removeSkill', { params: { skill } }, options),
  skillSuggestions: (options?: CallOptions) => send('listSkillSuggestions', {}, options),
  dismissSkillSuggestion: (skill: string, options?: CallOptions) =>
    send('dismissSkillSuggestion', { params: { skill } }, options),
});
