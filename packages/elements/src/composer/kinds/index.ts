import type { WritablePostKind } from '@parvis/contracts/tables';
import type { ParvisElement } from '../../internal/parvis-element.ts';
import { type KindPart, type Word } from './kind.ts';
import { link } from './link.ts';
import { question } from './question.ts';

export { kindChoice } from './choose.ts';
export { type KindPart, type KindScene, faultNote } from './kind.ts';

type Kind = {
  /** What it is called. */
  word: Word;
  /** What few write is loaded when it is first chosen, with its words and its look (`host.extend`). */
  part: KindPart | ((host: ParvisElement) => Promise<KindPart>);
};

async function withWords(host: ParvisElement, load: () => Promise<KindPart>): Promise<KindPart> {
  const [part, { kindFieldsStyles }] = await Promise.all([load(), import('./poll.styles.ts')]);
  await host.extend('composer-kinds', [kindFieldsStyles]);
  return part;
}

/** Every kind of post that can be written. Who may write which, and in which order they stand, the server says. */
export const kinds: Record<WritablePostKind, Kind> = {
  update: { word: 'kindUpdate', part: {} },
  question: { word: 'kindQuestion', part: question },
  link: { word: 'kindLink', part: link },
  idea: {
    word: 'kindIdea',
    part: (host) => withWords(host, async () => (await import('./plain.ts')).idea),
  },
  poll: {
    word: 'kindPoll',
    part: (host) => withWords(host, async () => (await import('./poll.ts')).poll),
  },
  kudos: {
    word: 'kindKudos',
    part: (host) =>
      withWords(host, async () => {
        const [{ kudos }, { pickerStyles }] = await Promise.all([
          import('./kudos.ts'),
          import('../../internal/picker.ts'),
        ]);
        await host.extend('picker', pickerStyles);
        return kudos;
      }),
  },
  announcement: {
    word: 'kindAnnouncement',
    part: (host) => withWords(host, async () => (await import('./plain.ts')).announcement),
  },
};
