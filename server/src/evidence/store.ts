/** What the index is made of, and making it: the only statements that write it. */
import { type RawBuilder, sql } from 'kysely';
import type { RichText } from '@parvis/contracts';
import type { Labels, Transaction } from '../kernel/database/index.ts';

export type DocumentKind = 'name' | 'profile' | 'skill' | 'project' | 'post' | 'comment';
/** Where the terms of a document are listed. */
export type List = 'name' | 'profile' | 'skill' | 'project' | 'contribution';
export type Due = { kind: DocumentKind; subject_id: string };

/** `archive`: what was written by somebody who is not to be found. */
export const listOf = (kind: DocumentKind, person: string | null): List | 'archive' =>
  kind === 'post' || kind === 'comment' ? (person === null ? 'archive' : 'contribution') : kind;

export type Document = {
  kind: DocumentKind;
  subject: string;
  part: number;
  audience: number | null;
  person: string | null;
  worth: number;
  at: Date | null;
  terms: ReadonlyMap<string, number>;
};

const records = (rows: readonly unknown[], columns: string): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.raw(columns)})`;

const ids = (values: readonly string[]): RawBuilder<unknown> =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))::uuid[]`;

/** Takes up to `most` from what is due. Two processes at it take different ones. */
export async function takeDue(tx: Transaction, most: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    delete from search_due where (kind, subject_id) in (
      select kind, subject_id from search_due order by kind, subject_id limit ${most} for update skip locked
    ) returning kind, subject_id`.execute(tx);
  return rows;
}

export const countDue = async (tx: Transaction): Promise<number> => {
  const { rows } = await sql<{ due: number }>`select count(*)::int as due from search_due`.execute(tx);
  return rows[0]!.due;
};

export type PersonText = {
  id: string;
  name: string;
  title: string | null;
  unit: string | null;
  bio: string | null;
  audience_id: number;
};

/** People as they are found: not who left, not who is hidden. */
export async function readPeople(tx: Transaction, people: readonly string[]): Promise<PersonText[]> {
  const { rows } = await sql<PersonText>`
    select p.id, p.name, f.title, f.unit, f.bio, f.audience_id from person p join profile f on f.person_id = p.id
    where p.id = any (${ids(people)}) and not p.hidden and p.departed_at is null`.execute(tx);
  return rows;
}

export type NarrowText = { id: string; bio: string; audience_id: number };

/** What people say of themselves to fewer readers than may open their profile. */
export async function readNarrowBios(tx: Transaction, people: readonly string[]): Promise<NarrowText[]> {
  const { rows } = await sql<NarrowText>`
    select p.id, n.value #>> '{}' as bio, n.audience_id from profile_field n join person p on p.id = n.person_id
    where n.person_id = any (${ids(people)}) and n.field = 'bio' and n.readers <> 'profile' and n.value is not null
      and not p.hidden and p.departed_at is null`.execute(tx);
  return rows;
}

export type SkillText = { id: string; label: Labels; synonyms: Record<string, string[]> };

/** Skills that somebody has. */
export async function readSkills(tx: Transaction, skills: readonly string[]): Promise<SkillText[]> {
  const { rows } = await sql<SkillText>`
    select id, label, synonyms from skill s where id = any (${ids(skills)})
      and exists (select from person_skill h where h.skill_id = s.id)`.execute(tx);
  return rows;
}

export type ProjectText = { id: string; title: string; source: string; audience_id: number };

export async function readProjects(tx: Transaction, projects: readonly string[]): Promise<ProjectText[]> {
  const { rows } = await sql<ProjectText>`
    select id, title, source, audience_id from project where id = any (${ids(projects)})`.execute(tx);
  return rows;
}

export type PostText = {
  id: string;
  kind: string;
  title: string | null;
  tags: string[];
  body: RichText;
  audience_id: number;
  /** Null: not to be found. */
  author_id: string | null;
  created_at: Date;
};

export async function readPosts(tx: Transaction, posts: readonly string[]): Promise<PostText[]> {
  const { rows } = await sql<PostText>`
    select o.id, o.kind, o.title, o.tags, o.body, o.audience_id, o.created_at,
      case when not p.hidden and p.departed_at is null then o.author_id end as author_id
    from post o join person p on p.id = o.author_id
    where o.id = any (${ids(posts)}) and o.state = 'published'`.execute(tx);
  return rows;
}

export type CommentText = {
  id: string;
  parent_id: string | null;
  title: string | null;
  tags: string[];
  body: RichText;
  audience_id: number;
  author_id: string | null;
  asker_id: string;
  created_at: Date;
};

export async function readComments(tx: Transaction, comments: readonly string[]): Promise<CommentText[]> {
  const { rows } = await sql<CommentText>`
    select c.id, c.parent_id, o.title, o.tags, c.body, c.audience_id, o.author_id as asker_id, c.created_at,
      case when not p.hidden and p.departed_at is null then c.author_id end as author_id
    from comment c join post o on o.id = c.post_id join person p on p.id = c.author_id
    where c.id = any (${ids(comments)}) and c.state = 'published' and c.deleted_at is null`.execute(tx);
  return rows;
}

/** Differences of the frequencies that are folded in one transaction. */
const foldedAtOnce = 50_000;

/** Folds what changed of the frequencies. Answers whether there is more. */
export async function foldFrequencies(tx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ folded: number }>`select fold_frequencies(${foldedAtOnce}::int) as folded`.execute(tx);
  return rows[0]!.folded === foldedAtOnce;
}

/** Puts the documents in the place of whatever the subjects had. */
export async function replaceDocuments(
  tx: Transaction,
  subjects: readonly Due[],
  documents: readonly Document[],
): Promise<void> {
  await sql`
    with gone as (
      select d.id from search_document d
      join ${records(subjects, 'kind text, subject_id uuid')} on d.kind = r.kind and d.subject_id = r.subject_id
    ), emptied as (
      delete from search_posting where document_id in (select id from gone)
    )
    delete from search_document where id in (select id from gone)`.execute(tx);
  if (documents.length === 0) return;
  const rows = documents.map(({ kind, subject, part, audience, person, worth, at }) => ({
    kind,
    subject,
    part,
    audience,
    person,
    worth,
    at,
  }));
  const added = await sql<{ id: number; kind: string; subject_id: string; part: number }>`
    insert into search_document (kind, subject_id, part, audience_id, person_id, worth, at)
    select kind, subject, part, audience, person, worth, at
    from ${records(rows, 'kind text, subject uuid, part int, audience int, person uuid, worth real, at timestamptz')}
    returning id, kind, subject_id, part`.execute(tx);
  const idOf = new Map(added.rows.map(({ id, kind, subject_id, part }) => [`${kind} ${subject_id} ${part}`, id]));
  const postings = documents.flatMap(({ kind, subject, part, audience, person, at, terms }) => {
    const document = idOf.get(`${kind} ${subject} ${part}`)!;
    const list = listOf(kind, person);
    return [...terms].map(([term, weight]) => [
      term,
      list,
      at === null ? weight : at.getTime() / 1_000,
      document,
      audience,
      Math.round(weight * 1_000) / 1_000,
    ]);
  });
  await sql`
    insert into search_posting (term, list, place, document_id, audience_id, weight)
    select e ->> 0, search_list(e ->> 1), (e ->> 2)::real, (e ->> 3)::int, (e ->> 4)::int, (e ->> 5)::real
    from jsonb_array_elements(${JSON.stringify(postings)}::jsonb) e`.execute(tx);
}
