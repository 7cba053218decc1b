import type { Transaction } from '../kernel/database/index.ts';

export const findSelf = (tx: Transaction, id: string) =>
  tx
    .selectFrom('person')
    .where('id', '=', id)
    .select(['id', 'name', 'photo', 'circle', 'departed_at'])
    .executeTakeFirst();
