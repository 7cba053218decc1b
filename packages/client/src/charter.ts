import type { Language } from '@parvis/contracts/tables';
import type { CallOptions, Send } from './transport.ts';

export const charter = (send: Send) => ({
  get: (language: Language, options?: CallOptions) => send('getCharter', { query: { language } }, options),
  /** Accepts the version in force, which the viewer has read. */
  accept: (version: number, language: Language, options?: CallOptions) =>
    send('acceptCharter', { body: { version, language } }, options),
});
