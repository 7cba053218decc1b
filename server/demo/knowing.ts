/**
 * What people of the demonstration company say of themselves and of one another, beyond the directory: words of their own
 * that the vocabulary does not have, colleagues who confirm a skill, a field for few, a search that is kept and has found
 * somebody since.
 */
import { indexDue } from '../src/evidence/index.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import { changeField, confirm, declare } from '../src/people/index.ts';
import { runDue, saveSearch } from '../src/saved-searches/index.ts';

const everybody = { kind: 'profile', community: null } as const;

export const known = {
  keeps: { by: 'karim.benali', q: 'thermographie', hoursAgo: 2 },
  declares: [
    { by: 'yannick.morel', skill: 'Thermographie infrarouge', level: 'practising', tags: ['ask-me-about'] },
    { by: 'julien.petit', skill: 'Raspberry Pi', level: 'proficient', tags: [] },
    { by: 'fatou.diop', skill: 'Chronométrage', level: 'practising', tags: ['can-mentor'] },
  ],
  confirms: [
    { by: 'yannick.morel', whose: 'karim.benali', first: 2 },
    { by: 'thierry.lacombe', whose: 'karim.benali', first: 1 },
    { by: 'gaelle.perrin', whose: 'didier.roussel', first: 2 },
  ],
  narrows: { by: 'karim.benali', field: 'phone', value: '+33 6 70 00 11 22' },
} as const;

export async function sayWhatIsKnown(kernel: Kernel): Promise<void> {
  const viewer = async (userName: string) => {
    const found = await kernel.standings.find(userName);
    if (!found)
      throw new Error(`The demonstration company has nobody named '${userName}': name somebody else in knowing.ts.`);
    return found;
  };
  const { keeps, declares, confirms, narrows } = known;
  const before = new Date(kernel.now().getTime() - keeps.hoursAgo * 3_600_000);
  await saveSearch({ ...kernel, now: () => before }, await viewer(keeps.by), { q: keeps.q }, undefined);
  for (const { by, skill, level, tags } of declares)
    await declare(kernel, await viewer(by), skill, { level, tags: [...tags], readers: everybody }, undefined);
  for (const { by, whose, first } of confirms) {
    const person = (await viewer(whose)).person;
    const skills = await kernel.database.system((tx) =>
      tx
        .selectFrom('person_skill')
        .where('person_id', '=', person)
        .select('skill_id')
        .orderBy('skill_id')
        .limit(first)
        .execute(),
    );
    for (const { skill_id } of skills) await confirm(kernel, await viewer(by), whose, skill_id, true);
  }
  const { by, field, value } = narrows;
  await changeField(kernel, await viewer(by), field, { value, readers: { kind: 'self', community: null } }, undefined);
  await indexDue(kernel);
  await runDue(kernel);
}
