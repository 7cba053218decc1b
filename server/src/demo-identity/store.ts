import type { Circle } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';

export type DemoPerson = { userName: string; name: string; title: string | null; circle: Circle };

/** Everybody who is active, by name. */
export const listPeople = (tx: Transaction, most: number): Promise<DemoPerson[]> =>
  tx
    .selectFrom('person')
    .leftJoin('profile', 'profile.person_id', 'person.id')
    .where('person.departed_at', 'is', null)
    .where('person.hidden', '=', false)
    .select(['person.user_name as userName', 'person.name', 'profile.title', 'person.circle'])
    .orderBy('person.name')
    .orderBy('person.user_name')
    .limit(most)
    .execute();

export const isActive = async (tx: Transaction, userName: string): Promise<boolean> => {
  const found = await tx
    .selectFrom('person')
    .where('user_name', '=', userName)
    .where('departed_at', 'is', null)
    .select('id')
    .executeTakeFirst();
  return found !== undefined;
};
