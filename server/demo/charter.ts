/**
 * The people of the demonstration company have accepted the charter, each the way everybody does, but for two, who can be
 * seen meeting it when they first write.
 */
import type { Language } from '@parvis/contracts';
import { acceptCharter } from '../src/charter/index.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import { ago } from './dates.ts';

export const reluctant: readonly string[] = ['rachel.osei', 'thierry.lacombe'];

/** Hours for which the charter has been in force, and accepted: what was flagged since rests on it. */
const hours = 30 * 24;

export async function acceptCharters(present: Kernel): Promise<void> {
  const kernel = ago(present, hours);
  await kernel.database.system((tx) =>
    tx.updateTable('charter_version').set({ published_at: kernel.now() }).where('version', '=', 1).execute(),
  );
  const people = await kernel.database.system((tx) =>
    tx
      .selectFrom('person')
      .innerJoin('profile', 'profile.person_id', 'person.id')
      .where('departed_at', 'is', null)
      .select(['user_name', 'languages'])
      .orderBy('user_name')
      .execute(),
  );
  for (const { user_name, languages } of people) {
    if (reluctant.includes(user_name)) continue;
    const viewer = await kernel.standings.find(user_name);
    const language: Language = languages[0] === 'fr' ? 'fr' : 'en';
    if (viewer) await acceptCharter(kernel, viewer, { version: 1, language });
  }
}
