import { sql } from 'kysely';
import type { PostKind } from '@parvis/contracts';
import type { PreparedImage } from '../attachments/index.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';

/** As a post keeps it. */
export type PreviewFacts = {
  address: string;
  title: string;
  text: string | null;
  site: string;
  image: { id: string; width: number; height: number } | null;
};

/** The viewer's own post leads there from now on, or nowhere. */
export async function setWanted(tx: Transaction, post: string, address: string | null, at: Date): Promise<void> {
  await sql`select want_preview(${post}::uuid, ${address}::text, ${at}::timestamptz)`.execute(tx);
}

export type Wanted = { post_id: string; address: string };

/** As the system: one link that may be looked at and that nobody is looking at, kept from others until `until`. */
export const lease = (database: Database, now: Date, until: Date): Promise<Wanted | undefined> =>
  database.system(async (tx) => {
    const { rows } = await sql<Wanted>`select * from lease_link(${now}::timestamptz, ${until}::timestamptz)`.execute(
      tx,
    );
    return rows[0];
  });

/** As the system: answers the post when it still leads there; whoever looks at it is done. */
export async function settle(
  tx: Transaction,
  { post_id, address }: Wanted,
): Promise<{ audience_id: number; community_id: string | null; kind: PostKind; tags: string[] } | undefined> {
  const post = await tx
    .selectFrom('post')
    .where('id', '=', post_id)
    .where('kind', '!=', 'page')
    .select(['audience_id', 'community_id', 'kind', 'tags'])
    .$narrowType<{ kind: PostKind }>()
    .forNoKeyUpdate()
    .executeTakeFirst();
  const { numDeletedRows } = await tx
    .deleteFrom('link_wanted')
    .where('post_id', '=', post_id)
    .where('address', '=', address)
    .executeTakeFirst();
  return numDeletedRows > 0n ? post : undefined;
}

/** As the system: the image of what a post leads to, for the readers of the post. */
export async function addImage(
  tx: Transaction,
  {
    id,
    content,
    post,
    audience,
    image,
    at,
  }: { id: string; content: string; post: string; audience: number; image: PreparedImage; at: Date },
): Promise<void> {
  await tx.insertInto('attachment_content').values({ id: content }).execute();
  await tx
    .insertInto('attachment')
    .values({
      id,
      audience_id: audience,
      owner_id: null,
      content_id: content,
      post_id: post,
      comment_id: null,
      copy_id: null,
      preview: true,
      kind: 'image',
      name: 'preview',
      type: image.type,
      bytes: image.full.length,
      small_bytes: image.small?.length ?? null,
      width: image.width,
      height: image.height,
      alt: '',
      created_at: at,
    })
    .execute();
}

export async function setPreview(tx: Transaction, post: string, preview: PreviewFacts): Promise<void> {
  await sql`update post set preview = ${JSON.stringify(preview)}::jsonb where id = ${post}::uuid`.execute(tx);
}
