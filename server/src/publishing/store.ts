import { sql } from 'kysely';
import type { Degree, PostKind, PublishingProblem, RichText } from '@parvis/contracts';
import type { AttachmentFacts } from '../attachments/index.ts';
import type { KindDetails, Transaction } from '../kernel/database/index.ts';

export type DueRow = {
  id: string;
  author_id: string;
  community_id: string | null;
  planned_audience_id: number;
  kind: PostKind;
  tags: string[];
  /** Whether its author may write there, and may read what they write. */
  member: boolean;
  cleared: boolean;
  /** Whether they could not write it now: a suspension, a warning, a charter. */
  barred: boolean;
};

/** As the system: the next post whose time has come, locked. */
export async function findDue(tx: Transaction, at: Date): Promise<DueRow | undefined> {
  const { rows } = await sql<DueRow>`select * from due_post(${at}::timestamptz)`.execute(tx);
  return rows[0];
}

/** What is read of it, and by whom once it is published. */
export type DueText = {
  community_slug: string | null;
  degree: Degree | null;
  title: string | null;
  body: RichText;
  link: string | null;
  language: string | null;
  details: KindDetails | null;
  /** What a poll offers to choose from. */
  kind_text: string[];
  attachments: AttachmentFacts[] | null;
};

/** As the system. */
export async function findText(tx: Transaction, id: string): Promise<DueText> {
  const { rows } = await sql<DueText>`
    select c.slug as community_slug, a.degree, p.title, p.body, p.link, p.language, p.details, p.attachments,
      array(select o ->> 'label' from jsonb_array_elements(p.details -> 'options') o) as kind_text
    from post p left join community c on c.id = p.community_id left join audience a on a.id = p.planned_audience_id
    where p.id = ${id}::uuid`.execute(tx);
  return rows[0]!;
}

/** As the system: new from now on, whenever it was written. */
export async function publish(tx: Transaction, { id, planned_audience_id }: DueRow, at: Date): Promise<void> {
  await tx
    .updateTable('post')
    .set({
      state: 'published',
      audience_id: planned_audience_id,
      created_at: at,
      edited_at: null,
      scheduled_for: null,
      planned_audience_id: null,
    })
    .where('id', '=', id)
    .execute();
}

/** As the system: it stays its author's. Answers the audience that is. */
export async function setProblem(tx: Transaction, id: string, problem: PublishingProblem): Promise<number> {
  const { audience_id } = await tx
    .updateTable('post')
    .set({ scheduled_for: null, not_published: problem })
    .where('id', '=', id)
    .returning('audience_id')
    .executeTakeFirstOrThrow();
  return audience_id;
}
