import type { Sent } from '@parvis/contracts';
import type { CallOptions, Send } from './transport.ts';

export const cases = (send: Send) => ({
  list: (query: Sent<'listCases', 'query'>, options?: CallOptions) => send('listCases', { query }, options),
  get: (id: string, options?: CallOptions) => send('getCase', { params: { id } }, options),
  claim: (id: string, options?: CallOptions) => send('claimCase', { params: { id } }, options),
  release: (id: string, options?: CallOptions) => send('releaseCase', { params: { id } }, options),
  decide: (id: string, body: Sent<'decideCase', 'body'>, options?: CallOptions) =>
    send('decideCase', { params: { id }, body }, options),
  undo: (id: string, options?: CallOptions) => send('undoDecision', { params: { id } }, options),
  decideAppeal: (id: string, body: Sent<'decideAppeal', 'body'>, options?: CallOptions) =>
    send('decideAppeal', { params: { id }, body }, options),
  /** What helps to decide it. */
  file: (id: string, options?: CallOptions) => send('getCaseFile', { params: { id } }, options),
  note: (id: string, body: Sent<'createCaseNote', 'body'>, options?: CallOptions) =>
    send('createCaseNote', { params: { id }, body }, options),
  /** Its part of the record, to be checked elsewhere. */
  record: (id: string, options?: CallOptions) => send('exportCase', { params: { id } }, options),
  figures: (query: Sent<'getCaseFigures', 'query'>, options?: CallOptions) =>
    send('getCaseFigures', { query }, options),
});
