import { sql } from 'kysely';
import type { DecisionKind, RichText, SubjectKind } from '@parvis/contracts';
import type { Transaction } from '../../kernel/database/index.ts';

export type ContextRow = {
  kind: 'post' | 'comment';
  id: string;
  title: string | null;
  body: RichText;
  author_id: string | null;
  language: string | null;
  created_at: Date;
};

/** What stands above a comment, as far as the viewer reads it themselves. */
export async function listContext(tx: Transaction, comment: string): Promise<ContextRow[]> {
  const { rows } = await sql<ContextRow>`
    select 'post' as kind, p.id, p.title, p.body, p.author_id, p.language, p.created_at
      from comment k join post p on p.id = k.post_id where k.id = ${comment}::uuid
    union all
    select 'comment', above.id, null, above.body, above.author_id, above.language, above.created_at
      from comment k join comment above on above.id = k.parent_id
      where k.id = ${comment}::uuid and above.deleted_at is null`.execute(tx);
  return rows;
}

export type DecidedRow = {
  id: string;
  author_id: string | null;
  subject_kind: SubjectKind;
  decision: DecisionKind;
  article_id: string | null;
  public_note: string;
  decided_at: Date;
  title: string | null;
  body: RichText;
  /** The articles that its flags name. */
  articles: string[];
};

/** Decided in the same community and still on the viewer's desk, newest first. */
export async function listDecided(
  tx: Transaction,
  { id, community }: { id: string; community: string | null },
  most: number,
): Promise<DecidedRow[]> {
  const { rows } = await sql<DecidedRow>`
    select c.id, c.author_id, c.subject_kind, c.decision, c.article_id, c.public_note, c.decided_at, k.title, k.body,
      array(select distinct f.article_id::text from case_flag f where f.case_id = c.id and f.article_id is not null) as articles
    from "case" c
    join lateral (select k.title, k.body from case_copy k where k.case_id = c.id order by k.id limit 1) k on true
    where c.decided_at is not null and c.community_id is not distinct from ${community}::uuid and c.id <> ${id}::uuid
      and (c.appealed_at is null or c.appeal_decided_at is not null)
    order by c.decided_at desc, c.id desc limit ${most}`.execute(tx);
  return rows;
}
