/** Rows of projects and who was on them. */
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import { records, replaced, strings } from '../store.ts';

export type ProjectValues = {
  id: string;
  audience_id: number;
  title: string;
  source: string;
  started_at: string | null;
  ended_at: string | null;
};

export async function saveProjects(
  tx: Transaction,
  rows: readonly ProjectValues[],
  members: readonly { project_id: string; person_id: string; days: number | null }[],
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  await sql`
    insert into project (id, audience_id, title, source, started_at, ended_at)
    select id, audience_id, title, source, started_at, ended_at from ${records(
      rows,
      'id uuid, audience_id int, title text, source text, started_at timestamptz, ended_at timestamptz',
    )}
    on conflict (id) do update set ${replaced(['title', 'source', 'started_at', 'ended_at'])}`.execute(tx);
  // A project's members are those that its row names.
  await sql`delete from project_member where project_id = any (${strings(ids)}::uuid[])`.execute(tx);
  if (members.length > 0)
    await sql`
      insert into project_member (project_id, person_id, days)
      select project_id, person_id, days from ${records(members, 'project_id uuid, person_id uuid, days int')}
      on conflict do nothing`.execute(tx);
}
