/** Rows of the vocabulary of skills. */
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import { records, strings } from '../store.ts';

/** What an admin changed here stays as it is: of such a skill an import only adds names. */
export async function saveSkills(
  tx: Transaction,
  rows: readonly { id: string; label: object; synonyms: object }[],
): Promise<void> {
  await sql`
    insert into skill (id, label, synonyms)
    select id, label, synonyms from ${records(rows, 'id uuid, label jsonb, synonyms jsonb')}
    on conflict (id) do update set
      label = case when skill.edited then skill.label else excluded.label end,
      synonyms = case when skill.edited then join_skill_names(skill.synonyms, join_skill_names(
          (select coalesce(jsonb_object_agg(l.key, jsonb_build_array(l.value)), '{}') from jsonb_each_text(excluded.label) l
            where skill_key(l.value) <> all (array(select skill_key(m.value) from jsonb_each_text(skill.label) m))),
          excluded.synonyms))
        else excluded.synonyms end`.execute(tx);
}

/** Notes that a classification still has these. */
export async function noteSeen(tx: Transaction, skills: readonly string[]): Promise<void> {
  await sql`insert into skill_seen (id) select unnest(${strings(skills)}::uuid[]) on conflict do nothing`.execute(tx);
}

/** What a classification had and has no more is retired, and what it has again comes back. Answers how many of each. */
export async function settleClassified(tx: Transaction, at: Date): Promise<{ retired: number; restored: number }> {
  const { rows } = await sql<{ retired: number; restored: number }>`
    with restored as (
      update skill s set retired_at = null, dropped = false from skill_seen n where n.id = s.id and s.dropped returning s.id
    ), retired as (
      update skill s set retired_at = ${at}::timestamptz, dropped = true
        where s.classified and s.retired_at is null and s.merged_into is null
          and not exists (select from skill_seen n where n.id = s.id) returning s.id
    ), classified as (
      update skill s set classified = true from skill_seen n
        where n.id = s.id and not s.classified and not s.dropped returning s.id
    )
    select (select count(*)::int from retired) as retired, (select count(*)::int from restored) as restored,
      (select count(*)::int from classified) as classified`.execute(tx);
  await sql`delete from skill_seen`.execute(tx);
  return rows[0]!;
}
