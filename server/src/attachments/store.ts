import { CompiledQuery, sql } from 'kysely';
import { type AttachmentKind, type Degree, isConfidential } from '@parvis/contracts/tables';
import { type Database, type Row, type Standing, type Transaction, listed } from '../kernel/database/index.ts';

/** As the things that have them tell of them: see `list_attachments`. */
export type AttachmentFacts = {
  id: string;
  kind: AttachmentKind;
  name: string;
  type: string;
  size: number;
  width: number | null;
  height: number | null;
  alt: string | null;
};

export type NewAttachment = Omit<AttachmentFacts, 'alt'> & {
  content: string;
  smallSize: number | null;
  createdAt: Date;
};

/** Answers false where the viewer has too many that nothing uses. */
export async function addAttachment(
  tx: Transaction,
  { id, content, createdAt, kind, name, type, size, smallSize, width, height }: NewAttachment,
  { files, bytes }: { files: number; bytes: number },
): Promise<boolean> {
  const { rows } = await sql<{ added: boolean }>`
    select add_attachment(${id}::uuid, ${content}::uuid, ${createdAt}::timestamptz, ${kind}, ${name}, ${type},
      ${size}::int, ${smallSize}::int, ${width}::int, ${height}::int, ${files}::int, ${bytes}::bigint) as added`.execute(
    tx,
  );
  return rows[0]!.added;
}

export type Size = 'full' | 'small';

/** Bytes of a part: no more are held at once of what is read. */
const partSize = 256 * 1_024;

export async function addParts(tx: Transaction, content: string, size: Size, bytes: Uint8Array): Promise<void> {
  for (let number = 0; number * partSize < bytes.length; number++) {
    const part = bytes.subarray(number * partSize, (number + 1) * partSize);
    await tx.insertInto('attachment_part').values({ content_id: content, size, number, bytes: part }).execute();
  }
}

export type ImportedAttachment = Omit<NewAttachment, 'size' | 'smallSize' | 'createdAt'> & {
  alt: string | null;
  full: Uint8Array;
  small: Uint8Array | null;
};

/** As the system: gives a post exactly these, of its author's, in the audience that it has. */
export async function replaceAttachments(
  tx: Transaction,
  post: string,
  attachments: readonly ImportedAttachment[],
): Promise<void> {
  await tx
    .deleteFrom('attachment')
    .where('post_id', '=', post)
    .where('comment_id', 'is', null)
    .where('preview', '=', false)
    .execute();
  for (const [position, { id, content, kind, name, type, width, height, alt, full, small }] of attachments.entries()) {
    await sql`insert into attachment_content (id) values (${content}::uuid)`.execute(tx);
    await addParts(tx, content, 'full', full);
    if (small) await addParts(tx, content, 'small', small);
    await sql`
      insert into attachment (id, audience_id, owner_id, content_id, post_id, position, kind, name, type, bytes, small_bytes,
        width, height, alt, created_at)
      select ${id}::uuid, audience_id, author_id, ${content}::uuid, id, ${position}::int, ${kind}, ${name}, ${type},
        ${full.length}::int, ${small?.length ?? null}::int, ${width}::int, ${height}::int, ${alt}, created_at
      from post where id = ${post}::uuid`.execute(tx);
  }
  await sql`
    update post set attachments = (
      select jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'name', a.name, 'type', a.type, 'size', a.bytes,
        'width', a.width, 'height', a.height, 'alt', a.alt) order by a.position, a.id)
      from attachment a where a.post_id = post.id and a.comment_id is null and not a.preview)
    where id = ${post}::uuid`.execute(tx);
}

/** One that the viewer reads, wherever it is used. */
export const findAttachment = (
  tx: Transaction,
  id: string,
): Promise<(AttachmentFacts & { owner_id: string | null; post_id: string | null }) | undefined> =>
  tx
    .selectFrom('attachment')
    .where('id', '=', id)
    .select(['id', 'kind', 'name', 'type', 'bytes as size', 'width', 'height', 'alt', 'owner_id', 'post_id'])
    .executeTakeFirst();

/** As the system: what is read of these uploads of somebody, kept as it is until the transaction is through. */
export const lockWords = (
  tx: Transaction,
  owner: string,
  ids: readonly string[],
): Promise<{ id: string; name: string; alt: string | null }[]> =>
  tx
    .selectFrom('attachment')
    .where('owner_id', '=', owner)
    .where(sql<boolean>`id = any (${listed(ids)}::uuid[])`)
    .select(['id', 'name', 'alt'])
    .orderBy('id')
    .forUpdate()
    .execute();

/** Answers false where it is not the viewer's own, or something uses it. */
export async function dropUnused(tx: Transaction, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('attachment').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Answers false where it is not the viewer's image, or something uses it. */
export async function describe(tx: Transaction, id: string, alt: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select describe_attachment(${id}::uuid, ${alt}) as done`.execute(tx);
  return rows[0]!.done;
}

export type Taken = { taken: number; undescribed: number; unknown: number };

/** See `take_attachments`. */
export async function takeAll(
  tx: Transaction,
  ids: readonly string[] | undefined,
  descriptions: readonly { id: string; alt: string }[] | undefined,
  { post, comment, since }: { post: string; comment: string | null; since?: Date },
): Promise<Taken> {
  const { rows } = await tx.executeQuery<Taken>(
    CompiledQuery.raw('select * from take_attachments($1::uuid[], $2::uuid, $3::uuid, $4::jsonb, $5::timestamptz)', [
      ids ? listed(ids) : null,
      ...[post, comment, JSON.stringify(descriptions ?? []), since ?? null],
    ]),
  );
  return rows[0]!;
}

export type Part = {
  kind: AttachmentKind;
  name: string;
  type: string;
  /** Bytes of all parts of this size. */
  whole: number;
  /** Stays in no cache. */
  sensitive: boolean;
  bytes: Uint8Array;
};

/** A part of the bytes, read as the viewer each time. Undefined beyond the last, and where the viewer may not read it. */
export async function readPart(
  database: Database,
  standing: Standing,
  id: string,
  size: Size,
  number: number,
): Promise<Part | undefined> {
  const [rows] = await database.read(standing, {
    name: 'attachment_part',
    text: `select a.kind, a.name, a.type, p.bytes, case p.size when 'small' then a.small_bytes else a.bytes end as whole,
        d.degree
      from attachment a
      join attachment_part p on p.content_id = a.content_id and p.number = $3
        and p.size = case when $2 = 'small' and a.small_bytes is not null then 'small' else 'full' end
      left join audience d on d.id = a.audience_id and d.kind = 'shared'
      where a.id = $1`,
    values: [id, size, number],
  });
  const row = rows?.[0] as (Row & Omit<Part, 'sensitive'> & { degree: Degree | null }) | undefined;
  return row && { ...row, sensitive: row.degree === null || isConfidential(row.degree) };
}

/** As the system: erases uploads from before `cutoff` that nothing ever used. Answers how many, at most `most`. */
export const eraseUnused = (database: Database, cutoff: Date, most: number): Promise<number> =>
  database.system(async (tx) => {
    const { numAffectedRows } = await sql`
      delete from attachment where id in (
        select id from attachment
        where post_id is null and copy_id is null and owner_id is not null and created_at < ${cutoff}::timestamptz
        limit ${most})`.execute(tx);
    return Number(numAffectedRows ?? 0);
  });
