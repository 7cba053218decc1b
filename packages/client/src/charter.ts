import type { Language } from '@parvis/contracts/tables';
import type { CallOptions, Send } from './transport.ts';

export const charter = (send: Send) => ({
  get: (language: Language, options?: CallOptions) => send('getCharter', { query: { language } }, options),
});
