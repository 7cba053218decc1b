import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';
import type { Addressed } from './policy.ts';

/** The id of a shared audience, made when it is the first of its kind. */
export async function findOrAddShared(tx: Transaction, { community, circles, degree }: Addressed): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select shared_audience(${community}::uuid, ${`{${circles.join(',')}}`}::text[], ${degree}) as id`.execute(tx);
  return rows[0]!.id;
}

export async function findOrAddPersonal(tx: Transaction, person: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`select person_audience(${person}::uuid) as id`.execute(tx);
  return rows[0]!.id;
}

/** Makes an audience that was added in this transaction count for the rest of it. Answers what the viewer now holds. */
export async function holdAnew(tx: Transaction): Promise<number[]> {
  const { rows } = await sql<{ held: number[] }>`
    with held as (select viewer_held() as ids)
    select ids as held, set_config('parvis.audiences', ids::text, true) from held`.execute(tx);
  return rows[0]!.held;
}
