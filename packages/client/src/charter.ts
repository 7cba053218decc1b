import type { Language } from '@parvis/contracts/tables';
import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

export const charter = (send: Send) => ({
  get: (language: Language, options?: CallOptions) => send('getCharter', { query: { language } }, options),
  /** Accepts the version in force, which the viewer has read. */
  accept: (version: number, language: Language, options?: CallOptions) =>
    send('acceptCharter', { body: { version, language } }, options),
  /** What the viewer accepted. */
  own: (query: Sent<'listOwnAcceptances', 'query'>, options?: CallOptions) =>
    send('listOwnAcceptances', { query }, options),
  versions: (query: Sent<'listCharterVersions', 'query'>, options?: CallOptions) =>
    send('listCharterVersions', { query }, options),
  version: (version: number, language: Language, options?: CallOptions) =>
    send('getCharterVersion', { params: { version: String(version) }, query: { language } }, options),
  /** The next version, for administrators. */
  draft: (options?: CallOptions) => send('getCharterDraft', {}, options),
  save: (body: Sent<'saveCharterDraft', 'body'>, options?: CallOptions) => send('saveCharterDraft', { body }, options),
  discard: (tag: string, options?: CallOptions) => send('discardCharterDraft', { body: { tag } }, options),
  publish: (tag: string, options?: CallOptions) => send('publishCharter', { body: { tag } }, options),
  acceptances: (version: number, query: Sent<'listAcceptances', 'query'>, options?: CallOptions) =>
    send('listAcceptances', { params: { version: String(version) }, query }, options),
  export: (version: number, options?: CallOptions) =>
    send('exportAcceptances', { params: { version: String(version) } }, options),
});
