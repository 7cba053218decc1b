import { CompiledQuery, sql } from 'kysely';
import type { PublicationState, ReactionKind, RichText, Statement } from '@parvis/contracts';
import type { AttachmentFacts } from '../attachments/index.ts';
import type { TimePlace, Transaction } from '../kernel/database/index.ts';
import type { BylineRow } from '../people/index.ts';
import type { ReceiptRow } from '../receipts/index.ts';

export type CommentRow = BylineRow & {
  id: string;
  post_id: string;
  audience_id: number;
  parent_id: string | null;
  body: RichText;
  source: string | null;
  state: PublicationState;
  with_parent: boolean;
  review: boolean;
  statement: Statement | null;
  language: string | null;
  my_flag: ReceiptRow | null;
  reactions: Partial<Record<ReactionKind, number>>;
  my_reactions: ReactionKind[] | null;
  attachments: AttachmentFacts[] | null;
  created_at: Date;
  edited_at: Date | null;
  deleted_at: Date | null;
  revisions: number;
};

// $1 is the viewer.
const presented = `
  select k.id, k.post_id, k.audience_id, k.parent_id, k.body, case when k.author_id = $1 then k.source end as source, k.state,
    k.with_parent, k.review, k.statement, k.language, k.reactions, k.attachments, k.created_at, k.edited_at, k.deleted_at,
    k.revisions,
    (select array_agg(r.kind) from reaction r where r.subject_id = k.id and r.person_id = $1) as my_reactions,
    (select jsonb_build_object('id', g.id, 'state', g.state, 'created_at', g.created_at, 'statement', g.statement) from flag g
      where g.subject_id = k.id and g.reporter_id = $1 and g.state <> 'withdrawn' order by g.created_at desc limit 1) as my_flag,
    u.id as author_id, u.name as author_name, u.photo as author_photo, u.circle as author_circle,
    u.departed_at as author_departed_at,
    (u.profile_audience_id = any ((select viewer_audiences())::int[])) is true as author_open
  from comment k
  join person u on u.id = k.author_id`;

export async function listComments(
  tx: Transaction,
  viewer: string,
  post: string,
  { after, limit }: { after: TimePlace | undefined; limit: number },
): Promise<CommentRow[]> {
  const text = `${presented}
    where k.post_id = $2 and (k.created_at, k.id) > ($3::timestamptz, $4::uuid)
    order by k.created_at, k.id limit $5`;
  const from = after ?? { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
  const { rows } = await tx.executeQuery<CommentRow>(CompiledQuery.raw(text, [viewer, post, from.at, from.id, limit]));
  return rows;
}

export async function findComment(tx: Transaction, viewer: string, id: string): Promise<CommentRow | undefined> {
  const { rows } = await tx.executeQuery<CommentRow>(CompiledQuery.raw(`${presented} where k.id = $2`, [viewer, id]));
  return rows[0];
}

export type SaidBelow = Pick<CommentRow, 'id' | 'author_id' | 'body' | 'language' | 'created_at'> & {
  attachments: Pick<AttachmentFacts, 'name' | 'alt'>[];
};

/** All that is read below a post, by whoever reads there, with what its attachments say; `since`: written or changed then. */
export async function listSaidBelow(tx: Transaction, post: string, since?: Date): Promise<SaidBelow[]> {
  const { rows } = await sql<SaidBelow>`
    select k.id, k.author_id, k.body, k.language, k.created_at, coalesce((select jsonb_agg(jsonb_build_object('name', a.name, 'alt', a.alt))
      from attachment a where a.comment_id = k.id), '[]'::jsonb) as attachments
    from comment k where k.post_id = ${post}::uuid and k.state = 'published' and k.deleted_at is null
      and coalesce(k.edited_at, k.created_at) >= coalesce(${since ?? null}::timestamptz, '-infinity')`.execute(tx);
  return rows;
}

export type NewComment = {
  id: string;
  post: string;
  audience: number;
  parent: string | null;
  author: string;
  body: RichText;
  source: string;
  language: string | null;
  createdAt: Date;
};

export async function addComment(tx: Transaction, comment: NewComment): Promise<void> {
  await tx
    .insertInto('comment')
    .values({
      id: comment.id,
      post_id: comment.post,
      audience_id: comment.audience,
      parent_id: comment.parent,
      author_id: comment.author,
      body: JSON.stringify(comment.body),
      source: comment.source,
      language: comment.language,
      created_at: comment.createdAt,
    })
    .execute();
}

/** Answers false when it was deleted meanwhile. */
export async function changeComment(
  tx: Transaction,
  id: string,
  { body, source, language }: Pick<NewComment, 'body' | 'source' | 'language'>,
  editedAt: Date,
): Promise<boolean> {
  const changed = await tx
    .updateTable('comment')
    .set({ body: JSON.stringify(body), source, language, edited_at: editedAt })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

export type DeletedComment = {
  audience_id: number;
  post_id: string;
  community_id: string | null;
  /** Others replied: it stands in its place without its text. */
  replied: boolean;
  /** It was the accepted answer of its question, which has none now. */
  accepted: boolean;
};

/** Deletes what the viewer wrote, whether or not they still read it. Undefined where they wrote nothing of this id. */
export async function deleteOwnComment(tx: Transaction, id: string, at: Date): Promise<DeletedComment | undefined> {
  const { rows } = await sql<DeletedComment>`
    select * from delete_own_comment(${id}::uuid, ${at}::timestamptz)`.execute(tx);
  return rows[0];
}

export type CommentPlace = {
  audience_id: number;
  post_id: string;
  post_audience_id: number;
  community_id: string | null;
  /** Of the comment that it replies to, where that is held or removed. */
  parent_state: 'held' | 'removed' | null;
  /** Deleted while its replies were read: there is nothing to take from anybody. */
  emptied: boolean;
};

/** Where a comment is, kept from changing until the transaction ends. Locks the post first, as everything does. */
export async function lockPlace(tx: Transaction, id: string): Promise<CommentPlace | undefined> {
  // In two statements: what was waited for is read as it is by then.
  await sql`
    select from post where id = (select post_id from comment where id = ${id}::uuid) for no key update`.execute(tx);
  const { rows } = await sql<CommentPlace>`
    select c.audience_id, c.post_id, p.audience_id as post_audience_id, p.community_id,
      c.deleted_at is not null and c.state = 'published' as emptied,
      (select parent.state from comment parent where parent.id = c.parent_id and parent.state <> 'published') as parent_state
    from comment c join post p on p.id = c.post_id where c.id = ${id}::uuid for no key update of c`.execute(tx);
  return rows[0];
}

export async function setPlace(
  tx: Transaction,
  id: string,
  { audience, state, statement }: { audience: number; state: PublicationState; statement: Statement | null },
): Promise<void> {
  await tx
    .updateTable('comment')
    .set({ audience_id: audience, state, statement: statement && JSON.stringify(statement), with_parent: false })
    .where('id', '=', id)
    .execute();
}

/** As the system. Answers whether it is published. */
export async function setLabel(tx: Transaction, id: string, statement: Statement | null): Promise<boolean> {
  const changed = await tx
    .updateTable('comment')
    .set({ statement: statement && JSON.stringify(statement) })
    .where('id', '=', id)
    .where('state', '=', 'published')
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** A comment that went from one audience to another. */
export type Moved = { id: string; author_id: string; left: number; audience: number };

/** The replies that are read go where only their author and the desk of the case read them. */
export async function takeReplies(
  tx: Transaction,
  comment: string,
  { desk, state }: { desk: string; state: 'held' | 'removed' },
): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    update comment c set audience_id = desk_audience(${desk}::uuid, c.author_id), state = ${state}, with_parent = true
    from comment before
    where before.id = c.id and c.parent_id = ${comment}::uuid and (c.state = 'published' or c.with_parent)
    returning c.id, c.author_id, before.audience_id as left, c.audience_id as audience`.execute(tx);
  return rows;
}

/** What went with a comment comes back with it. */
export async function returnReplies(tx: Transaction, comment: string, audience: number): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    update comment c set audience_id = ${audience}, state = 'published', with_parent = false
    from comment before
    where before.id = c.id and c.parent_id = ${comment}::uuid and c.with_parent
    returning c.id, c.author_id, before.audience_id as left, c.audience_id as audience`.execute(tx);
  return rows;
}

/** A reply whose own case is done with, while the comment above it is held or removed, goes where its like are. */
export async function sendAfterParent(tx: Transaction, id: string): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    update comment c set audience_id = desk_audience(a.case_id, c.author_id), state = parent.state, statement = null,
      with_parent = true
    from comment before, comment parent, audience a
    where c.id = ${id}::uuid and before.id = c.id and parent.id = c.parent_id and a.id = parent.audience_id
    returning c.id, c.author_id, before.audience_id as left, c.audience_id as audience`.execute(tx);
  return rows;
}

/** A question whose accepted answer is not to be seen has none. Answers whether it was this comment. */
export async function takeAcceptance(tx: Transaction, post: string, comment: string): Promise<boolean> {
  const taken = await tx
    .updateTable('post')
    .set({ accepted_id: null })
    .where('id', '=', post)
    .where('accepted_id', '=', comment)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

/** Unless another one was accepted meanwhile, or this one deleted. */
export async function giveAcceptance(tx: Transaction, post: string, comment: string): Promise<void> {
  await tx
    .updateTable('post')
    .set({ accepted_id: comment })
    .where('id', '=', post)
    .where('accepted_id', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('comment').where('id', '=', comment).where('deleted_at', 'is', null)),
    )
    .execute();
}
