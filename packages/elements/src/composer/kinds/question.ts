import { type KindPart, lineField } from './kind.ts';

export const question: KindPart = {
  prompt: 'composerPromptQuestion',
  fields: (scene) => lineField('title', scene.host.localize.term('composerQuestion'), scene),
  check: ({ title }) => (title.trim() ? {} : { title: 'missing' }),
  request: ({ title }) => ({ title: title.trim() }),
};
