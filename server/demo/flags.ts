/**
 * What people of the demonstration company have flagged, sent the way everybody sends a flag, so that its stewards have
 * something to examine. An interchange folder has no flags: who sent one is nobody's to export.
 */
import { createFlag } from '../src/flags/service.ts';
import { articleId } from '../src/charter/articles.ts';
import { idFor } from '../src/imports/ids.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import { ago } from './dates.ts';

const respect = articleId(1, 2);

export const flags = [
  {
    hours: 21,
    by: 'gwenael.lebras',
    kind: 'post',
    on: 'pau-15',
    article: respect,
    note: 'On reconnaît très bien qui est visé.',
  },
  {
    hours: 5,
    by: 'siobhan.oconnor',
    kind: 'post',
    on: 'pau-15',
    article: respect,
    note: 'It is plain who is meant, and it is unkind.',
  },
  {
    hours: 28,
    by: 'julien.petit',
    kind: 'comment',
    on: 'it-17-c2',
    article: respect,
    note: 'Injurieux pour tout le service.',
  },
] as const;

export async function sendFlags(kernel: Kernel): Promise<void> {
  for (const { hours, by, kind, on, article, note } of flags) {
    const reporter = await kernel.standings.find(by);
    if (!reporter)
      throw new Error(`The demonstration company has nobody named '${by}': name somebody else in flags.ts.`);
    await createFlag(
      ago(kernel, hours),
      reporter,
      { subject: { kind, id: idFor(kind, on) }, article, note },
      undefined,
    );
  }
}
