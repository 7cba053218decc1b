/**
 * Row-level security alone: the stores' database, the services bypassed. Whatever a service forgets, this refuses.
 */
import { type SqlBool, sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOrAddPersonal, findOrAddShared } from '../../server/src/audiences/index.ts';
import type { Database, Standing, Tables, Transaction } from '../../server/src/kernel/database/index.ts';
import { elevated } from '../../server/src/kernel/database/index.ts';
import { indexDue } from '../../server/src/evidence/index.ts';
import { openTestDatabase } from '../support/app.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let database: Database;
let people: Record<string, string>;
let communities: Record<string, string>;
/** Audience ids by a name for each. */
let audiences: Record<string, number>;
/** Post ids by the name of their audience; each has one comment, and a reaction to both. */
const posts: Record<string, string> = {};
const comments: Record<string, string> = {};
const attachments: Record<string, string> = {};
const at = new Date('2026-11-20T09:00:00.000Z');
const body = JSON.stringify([{ type: 'paragraph', children: [{ type: 'text', text: 'x' }] }]);
const nobody: Standing = { person: '', audiences: [] };

const newPost = (name: string, author: string, more: object = {}) => ({
  id: v7(),
  audience_id: audiences[name]!,
  community_id: name.startsWith('secret') ? communities['board']! : null,
  author_id: people[author]!,
  kind: 'update' as const,
  title: null,
  body,
  source: 'x',
  link: null,
  tags: [],
  language: null,
  commenters: 'readers' as const,
  created_at: at,
  ...more,
});

const standingOf = async (userName: string): Promise<Standing> => {
  const { rows } = await database.system((tx) =>
    sql<{
      person_id: string;
      audiences: number[];
    }>`select person_id, audiences from viewer_standing(${userName})`.execute(tx),
  );
  return { person: rows[0]!.person_id, audiences: rows[0]!.audiences };
};

/** Runs as somebody; answers the SQLSTATE when the database refuses. */
const as = async <Result>(viewer: Standing, work: (tx: Transaction) => Promise<Result>): Promise<Result | string> => {
  try {
    return await database.transaction(viewer, work);
  } catch (error) {
    const { code } = ((error as Error).cause ?? error) as { code?: unknown };
    if (typeof code !== 'string') throw error;
    return code;
  }
};
/** PostgreSQL's insufficient_privilege: a grant or a policy said no. */
const refused = '42501';
/** foreign_key_violation: there is no such thing to refer to. */
const absent = '23503';

beforeAll(async () => {
  database = await openTestDatabase();
  people = await addPeople(database, [
    { userName: 'claire', clearance: 'C3', roles: ['admin'] },
    { userName: 'david', clearance: 'C1' },
    { userName: 'lena', clearance: 'C0' },
    { userName: 'sofia', circle: 'supplier', clearance: 'C1' },
  ]);
  communities = await addCommunities(database, people, [
    { slug: 'it-help', circles: ['employee'] },
    { slug: 'on-request', joinRule: 'request' },
    { slug: 'partners', circles: ['employee', 'supplier'] },
    { slug: 'board', visibility: 'secret', members: { claire: 'steward' } },
  ]);
  await database.system(async (tx) => {
    const shared = (
      community: string | null,
      circles: ('employee' | 'supplier')[],
      degree: 'C0' | 'C1' | 'C2' | 'C3',
    ) => findOrAddShared(tx, { community: community && communities[community]!, circles, degree });
    audiences = {
      'everyone C0': await shared(null, ['employee', 'supplier'], 'C0'),
      'employees C1': await shared(null, ['employee'], 'C1'),
      'employees C2': await shared(null, ['employee'], 'C2'),
      'employees C3': await shared(null, ['employee'], 'C3'),
      'suppliers C1': await shared(null, ['supplier'], 'C1'),
      'secret C1': await shared('board', ['employee'], 'C1'),
      'claire alone': await findOrAddPersonal(tx, people['claire']!),
      'david alone': await findOrAddPersonal(tx, people['david']!),
    };
    const skill = v7();
    await tx
      .insertInto('skill')
      .values({ id: skill, label: '{"en":"welding"}', synonyms: '{}', free: false })
      .execute();
    for (const [name, audience_id] of Object.entries(audiences)) {
      const post = newPost(name, 'claire');
      posts[name] = post.id;
      comments[name] = v7();
      await tx.insertInto('post').values(post).execute();
      await tx
        .insertInto('comment')
        .values({
          id: comments[name],
          post_id: post.id,
          audience_id,
          parent_id: null,
          author_id: post.author_id,
          body,
          source: 'x',
          language: null,
          created_at: at,
        })
        .execute();
      for (const comment_id of [null, comments[name]])
        await tx
          .insertInto('reaction')
          .values({
            person_id: post.author_id,
            subject_id: comment_id ?? post.id,
            kind: 'like',
            post_id: post.id,
            comment_id,
            audience_id,
            at,
          })
          .execute();
      await tx
        .insertInto('event')
        .values({
          at,
          type: 'post.created',
          actor_id: post.author_id,
          audience_id,
          subject_kind: 'post',
          subject_id: post.id,
          post_id: post.id,
          community_id: null,
        })
        .execute();
      await tx
        .insertInto('kudos')
        .values({ post_id: post.id, person_id: post.author_id, place: 0, audience_id })
        .execute();
      await tx
        .insertInto('idea_status')
        .values({ id: v7(), post_id: post.id, audience_id, status: 'heard', reason: null, person_id: null, at })
        .execute();
      const [attachment, content] = [v7(), v7()];
      attachments[name] = attachment;
      await tx.insertInto('attachment_content').values({ id: content }).execute();
      await tx
        .insertInto('attachment')
        .values({
          ...{ id: attachment, audience_id, owner_id: post.author_id, content_id: content, post_id: post.id },
          ...{ comment_id: null, copy_id: null, kind: 'file', name, type: 'application/pdf', bytes: 1 },
          ...{ small_bytes: null, width: null, height: null, alt: null, created_at: at },
        })
        .execute();
      await tx
        .insertInto('attachment_part')
        .values({ content_id: content, size: 'full', number: 0, bytes: new TextEncoder().encode(name) })
        .execute();
      const project = v7();
      await tx
        .insertInto('project')
        .values({ id: project, audience_id, title: name, source: '', started_at: null, ended_at: null })
        .execute();
      await tx
        .insertInto('project_member')
        .values({ project_id: project, person_id: post.author_id, days: null })
        .execute();
    }
    for (const name of ['claire', 'david'] as const) {
      await tx
        .insertInto('person_skill')
        .values({ person_id: people[name]!, skill_id: skill, audience_id: audiences[`${name} alone`]!, level: null })
        .execute();
      await tx
        .insertInto('follow')
        .values({ person_id: people[name]!, followed_person_id: null, followed_tag: 'x', since: at })
        .execute();
      const own = {
        post_id: posts['everyone C0']!,
        person_id: people[name]!,
        audience_id: audiences[`${name} alone`]!,
      };
      await tx
        .insertInto('acknowledgement')
        .values({ ...own, at })
        .execute();
      await tx
        .insertInto('poll_answer')
        .values({ ...own, options: ['1'] })
        .execute();
      await tx
        .insertInto('post_mark')
        .values({
          person_id: people[name]!,
          post_id: posts['everyone C0']!,
          bookmarked_at: at,
          followed_at: null,
          looked_at: null,
          muted_until: null,
        })
        .execute();
      await tx
        .insertInto('community_mute')
        .values({ person_id: people[name]!, community_id: communities['it-help']!, until: at })
        .execute();
      await tx
        .insertInto('read_marker')
        .values({ person_id: people[name]!, place: 'home', community_id: null, at, moved_at: at })
        .execute();
      await tx
        .insertInto('idempotency')
        .values({ person_id: people[name]!, key: 'k', fingerprint: 'f', subject_id: v7(), created_at: at })
        .execute();
      await sql`insert into feed_key (id, person_id, name, hash, created_at, expires_at)
        values (${v7()}, ${people[name]}, 'k', decode(${name === 'claire' ? 'c1' : 'd1'}, 'hex'), ${at}, ${at})`.execute(
        tx,
      );
    }
    await tx
      .insertInto('membership')
      .values({ community_id: communities['it-help']!, person_id: people['david']!, since: at })
      .execute();
  });
});
afterAll(() => database.close());

/** Who reads the rows of which audience: written by hand. */
const reads: Record<string, string[]> = {
  claire: ['everyone C0', 'employees C1', 'employees C2', 'employees C3', 'secret C1', 'claire alone'],
  david: ['everyone C0', 'employees C1', 'david alone'],
  lena: ['everyone C0'],
  sofia: ['everyone C0', 'suppliers C1'],
};

describe('reading', () => {
  const carrying = ['post', 'comment', 'reaction', 'event', 'project', 'kudos', 'idea_status', 'attachment'] as const;
  describe.each(carrying)('%s', (table) => {
    it.each(Object.keys(reads))('shows %s what they hold and nothing else', async (name) => {
      const rows = (await as(await standingOf(name), (tx) =>
        tx.selectFrom(table).select('audience_id').distinct().execute(),
      )) as { audience_id: number }[];
      const seen = Object.keys(audiences).filter((key) =>
        rows.some(({ audience_id }) => audience_id === audiences[key]),
      );
      expect(seen).toEqual(reads[name]);
    });
  });

  it.each(Object.keys(reads))('shows %s the bytes of what they hold and nothing else', async (name) => {
    const rows = (await as(await standingOf(name), (tx) =>
      tx.selectFrom('attachment_part').select('bytes').execute(),
    )) as { bytes: Uint8Array }[];
    expect(rows.map(({ bytes }) => new TextDecoder().decode(bytes)).toSorted()).toEqual(reads[name]!.toSorted());
  });

  it('shows of audiences only those that one holds', async () => {
    const standing = await standingOf('david');
    const rows = (await as(standing, (tx) => tx.selectFrom('audience').select('id').orderBy('id').execute())) as {
      id: number;
    }[];
    expect(rows.map(({ id }) => id)).toEqual([...standing.audiences].sort((one, other) => one - other));
  });

  it('shows the members of a project with the project', async () => {
    const rows = (await as(await standingOf('lena'), (tx) =>
      tx.selectFrom('project_member').select('project_id').execute(),
    )) as unknown[];
    expect(rows).toHaveLength(1);
  });

  it('shows a secret community to its members alone', async () => {
    const find = async (name: string) =>
      as(await standingOf(name), (tx) => tx.selectFrom('community').where('slug', '=', 'board').select('id').execute());
    expect(await find('claire')).toHaveLength(1);
    expect(await find('david')).toEqual([]);
  });

  it.each([
    'membership',
    'follow',
    'post_mark',
    'community_mute',
    'read_marker',
    'idempotency',
    'person_skill',
    'acknowledgement',
    'poll_answer',
    'feed_key',
  ] as const)('shows of %s one’s own rows alone', async (table) => {
    const rows = (await as(await standingOf('david'), (tx) =>
      tx.selectFrom(table).select('person_id').distinct().execute(),
    )) as { person_id: string }[];
    expect(rows.map(({ person_id }) => person_id)).toEqual([people['david']]);
  });
  it('shows the profiles of one’s own circle and of those who share with it', async () => {
    const rows = (await as(await standingOf('sofia'), (tx) =>
      tx.selectFrom('profile').select('person_id').execute(),
    )) as { person_id: string }[];
    expect(rows).toEqual([{ person_id: people['sofia'] }]);
  });

  it('shows a word of somebody’s own, and what it is found by, to whom they show that they use it, and to readers of thanks for it', async () => {
    const [word, thanked, merged, kudos] = [v7(), v7(), v7(), v7()];
    const label = (name: string) => JSON.stringify({ und: name });
    await database.system(async (tx) => {
      await tx
        .insertInto('skill')
        .values([
          { id: word, label: label('Zymurgy'), synonyms: '{}', free: true },
          { id: thanked, label: label('Zeugma'), synonyms: '{}', free: true },
          { id: merged, label: label('Zymology'), synonyms: '{}', free: true, merged_into: word },
        ])
        .execute();
      await tx
        .insertInto('person_skill')
        .values({ person_id: people['claire']!, skill_id: word, audience_id: audiences['secret C1']!, level: null })
        .execute();
      await tx
        .insertInto('post')
        .values({ ...newPost('secret C1', 'claire'), id: kudos, details: JSON.stringify({ skill: thanked }) })
        .execute();
    });
    await indexDue({ database });
    const read = async (name: string) =>
      as(await standingOf(name), async (tx) => ({
        words: (await sql<{ id: string }>`select id from skill where free order by id`.execute(tx)).rows.map(
          ({ id }) => id,
        ),
        documents: (await sql`select from search_document where kind = 'skill'`.execute(tx)).rows.length,
        postings: (await sql`select from search_posting where list = search_list('skill')`.execute(tx)).rows.length,
        terms: (await sql`select * from skill_terms('{zymurg}')`.execute(tx)).rows.length,
        begun: (await sql`select * from skill_beginnings('zy', 'zz', 10, 10)`.execute(tx)).rows.length,
        hits: (
          await sql`select * from search_hits('[{"list":"skill","term":"zymurg","gain":1,"half":1,"most":10}]', '{"skill":10}')`.execute(
            tx,
          )
        ).rows.length,
      }));
    const index = { documents: 0, postings: 0 };
    expect(await read('claire')).toEqual({
      words: [word, thanked, merged].sort(),
      ...index,
      terms: 1,
      begun: 1,
      hits: 1,
    });
    for (const other of ['david', 'sofia'])
      expect(await read(other)).toEqual({ words: [], ...index, terms: 0, begun: 0, hits: 0 });
    await database.system(async (tx) => {
      await tx.deleteFrom('post').where('id', '=', kudos).execute();
      await tx.deleteFrom('skill').where('id', 'in', [merged, word, thanked]).execute();
    });
  });

  it('shows a byline of everybody, without clearance and roles', async () => {
    const sofia = await standingOf('sofia');
    expect(
      await as(sofia, (tx) => tx.selectFrom('person').select(['id', 'name', 'photo', 'circle']).execute()),
    ).toHaveLength(4);
    expect(await as(sofia, (tx) => tx.selectFrom('person').select('clearance').execute())).toBe(refused);
    expect(await as(sofia, (tx) => tx.selectFrom('person').select('roles').execute())).toBe(refused);
  });

  it('lets nobody count a byline that did not change', async () => {
    const claire = await standingOf('claire');
    const change = (text: string) => as(claire, (tx) => sql.raw(text).execute(tx));
    expect(await change('update byline_version set version = version + 1')).toBe(refused);
    expect(await change('delete from byline_version')).toBe(refused);
    expect(await change('insert into byline_version (version, one) values (1, true)')).toBe(refused);
    expect(await change('select tx from byline_version')).toBe(refused);
  });

  it('answers nobody what another person holds', async () => {
    const david = await standingOf('david');
    expect(await as(david, (tx) => sql`select held_audiences(${people['claire']}::uuid)`.execute(tx))).toBe(refused);
    expect(await as(david, (tx) => sql`select * from viewer_standing('claire')`.execute(tx))).toBe(refused);
  });

  it('opens no function to whichever role connects', async () => {
    const { rows } = await database.system((tx) =>
      sql<{ name: string }>`
        select p.oid::regprocedure::text as name from pg_proc p
        where p.pronamespace = current_schema()::regnamespace and has_function_privilege('public', p.oid, 'execute')
          and not exists (select from pg_depend d
            where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')`.execute(tx),
    );
    expect(rows).toEqual([]);
  });

  it('answers nobody who is on the desk of a case', async () => {
    const [id, desk] = [v7(), audiences['claire alone']!];
    const { claire, david } = people;
    await database.system(async (tx) => {
      await sql`insert into "case" (id, audience_id, community_id, subject_kind, subject_id, opened_at, claimed_by, claimed_until)
        values (${id}::uuid, ${desk}, ${communities['board']}::uuid, 'post', ${posts['everyone C0']}::uuid, ${at}, ${claire}::uuid, ${at})`.execute(
        tx,
      );
    });
    const stands = (viewer: string, claimer: string | undefined) =>
      standingOf(viewer).then((standing) =>
        as(standing, (tx) =>
          sql<{ stands: boolean }>`select claim_stands(${id}::uuid, ${claimer}::uuid) as stands`
            .execute(tx)
            .then(({ rows }) => rows[0]!.stands),
        ),
      );
    const onDesk = await database.system((tx) =>
      sql<{ id: string }>`select person_id as id from desk where case_id = ${id}::uuid`.execute(tx),
    );
    expect(onDesk.rows).toEqual([{ id: claire }]);
    expect(await stands('claire', claire)).toBe(true);
    expect(await stands('claire', david)).toBe(false);
    expect(await stands('david', claire)).toBe(false);
    await database.system((tx) => sql`delete from "case" where id = ${id}::uuid`.execute(tx));
  });

  it.each([
    'imported',
    'migration',
    'turn',
    'poll',
    'poll_box',
    'announcement',
    'server_key',
    'attachment_content',
    'link_wanted',
    'skill_seen',
  ])('refuses %s altogether', async (table) => {
    expect(await as(await standingOf('claire'), (tx) => sql`select * from ${sql.table(table)}`.execute(tx))).toBe(
      refused,
    );
  });

  const everything: (keyof Tables)[] = [
    'post',
    'comment',
    'reaction',
    'project',
    'project_member',
    'attachment',
    'attachment_part',
    'community',
    'audience',
    'profile',
    'membership',
    'follow',
    'post_mark',
    'community_mute',
    'read_marker',
    'idempotency',
    'person_skill',
    'acknowledgement',
    'kudos',
    'idea_status',
    'poll_answer',
    'saved_search',
    'saved_match',
  ];
  it('shows nobody what a key is known by, its owner either', async () => {
    expect(await as(await standingOf('claire'), (tx) => sql`select hash from feed_key`.execute(tx))).toBe(refused);
    const listed = await as(nobody, (tx) => sql`select id from feed_key`.execute(tx).then(({ rows }) => rows));
    expect(listed).toEqual([]);
  });

  it.each(everything)('shows nothing of %s to somebody who holds nothing', async (table) => {
    const rows = await as(nobody, (tx) => sql`select * from ${sql.table(table)}`.execute(tx).then(({ rows }) => rows));
    expect(rows).toEqual([]);
  });

  it.each(everything)('shows nothing of %s when nothing was said of the viewer', async (table) => {
    const rows = await database.system(async (tx) => {
      await sql`select set_config('role', 'parvis_app', true)`.execute(tx);
      return (await sql`select * from ${sql.table(table)}`.execute(tx)).rows;
    });
    expect(rows).toEqual([]);
  });

  it('knows every table: a new one is listed above before it is used', async () => {
    const { rows } = await database.system((tx) =>
      sql<{ name: string; secured: boolean }>`
        select relname as name, relrowsecurity as secured from pg_class
        where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace and relname <> 'migration'`.execute(
        tx,
      ),
    );
    expect(rows.filter(({ secured }) => !secured)).toEqual([]);
  });
});

describe('writing', () => {
  const insert = async (viewer: string, row: ReturnType<typeof newPost>) =>
    as(await standingOf(viewer), (tx) => tx.insertInto('post').values(row).execute());

  it('lets an author write for an audience they hold', async () => {
    expect(await insert('david', newPost('employees C1', 'david'))).toBeTypeOf('object');
  });

  it('refuses a post in the name of somebody else', async () => {
    expect(await insert('david', newPost('employees C1', 'claire'))).toBe(refused);
  });

  it.each(['employees C2', 'employees C3', 'suppliers C1', 'secret C1', 'claire alone'])(
    'refuses a post for %s, which is not held',
    async (name) => {
      expect(await insert('david', newPost(name, 'david'))).toBe(refused);
    },
  );

  it('refuses a post in a community beside that of its audience', async () => {
    expect(await insert('david', newPost('employees C1', 'david', { community_id: communities['board'] }))).toBe(
      refused,
    );
    expect(await insert('david', newPost('employees C1', 'david', { community_id: communities['it-help'] }))).toBe(
      refused,
    );
  });

  it('refuses a post in a community that one only reads', async () => {
    const audience = await database.system((tx) =>
      findOrAddShared(tx, { community: communities['it-help']!, circles: ['employee'], degree: 'C0' }),
    );
    const row = (author: string) =>
      newPost('employees C1', author, { audience_id: audience, community_id: communities['it-help'] });
    expect(await insert('lena', row('lena'))).toBe(refused);
    expect(await insert('david', row('david'))).toBeTypeOf('object');
  });

  it.each(['state', 'comment_count', 'reactions', 'accepted_id', 'edited_at'])(
    'refuses a post that sets its own %s',
    async (column) => {
      const value = {
        state: 'removed',
        comment_count: 9,
        reactions: '{"like":9}',
        accepted_id: comments['everyone C0'],
        edited_at: at,
      }[column];
      expect(await insert('david', newPost('employees C1', 'david', { [column]: value }))).toBe(refused);
    },
  );

  it('changes and deletes nothing that somebody else wrote', async () => {
    const david = await standingOf('david');
    for (const [table, id] of [
      ['post', posts['employees C1']!],
      ['comment', comments['employees C1']!],
    ] as const) {
      const changed = await as(david, (tx) =>
        tx.updateTable(table).set({ source: 'mine' }).where('id', '=', id).executeTakeFirst(),
      );
      expect(changed).toMatchObject({ numUpdatedRows: 0n });
      expect(await as(david, (tx) => tx.deleteFrom(table).where('id', '=', id).execute())).toBe(refused);
    }
    const deleted = await as(david, async (tx) => [
      ...(await sql`select * from delete_own_post(${posts['employees C1']}::uuid, ${at})`.execute(tx)).rows,
      ...(await sql`select * from delete_own_comment(${comments['employees C1']}::uuid, ${at})`.execute(tx)).rows,
    ]);
    expect(deleted).toEqual([]);
    const reaction = await as(david, (tx) =>
      tx.deleteFrom('reaction').where('post_id', '=', posts['employees C1']!).executeTakeFirst(),
    );
    expect(reaction).toMatchObject({ numDeletedRows: 0n });
  });

  const marked = (person: string, post: string) => ({
    person_id: people[person]!,
    post_id: posts[post]!,
    bookmarked_at: at,
    followed_at: null,
    looked_at: null,
    muted_until: null,
  });

  it('lets one mark what one reads, and nothing else, and only as oneself', async () => {
    const mark = async (viewer: string, row: ReturnType<typeof marked>) =>
      as(await standingOf(viewer), (tx) => tx.insertInto('post_mark').values(row).execute());
    expect(await mark('david', marked('david', 'employees C1'))).toBeTypeOf('object');
    for (const name of ['employees C2', 'suppliers C1', 'secret C1', 'claire alone'])
      expect(await mark('david', marked('david', name))).toBe(refused);
    expect(await mark('david', marked('lena', 'everyone C0'))).toBe(refused);
  });

  it('lets nobody mute or mark the place of a community that they do not know of', async () => {
    const david = await standingOf('david');
    const secret = { person_id: people['david']!, community_id: communities['board']! };
    expect(
      await as(david, (tx) =>
        tx
          .insertInto('community_mute')
          .values({ ...secret, until: at })
          .execute(),
      ),
    ).toBe(refused);
    expect(
      await as(david, (tx) =>
        tx
          .insertInto('read_marker')
          .values({ ...secret, place: secret.community_id, at, moved_at: at })
          .execute(),
      ),
    ).toBe(refused);
  });

  it('lets nobody follow whom they cannot open, nor in the name of somebody else', async () => {
    const follow = async (viewer: string, person: string, followed: string) =>
      as(await standingOf(viewer), (tx) =>
        tx
          .insertInto('follow')
          .values({
            person_id: people[person]!,
            followed_person_id: people[followed]!,
            followed_tag: null,
            since: at,
          })
          .execute(),
      );
    expect(await follow('david', 'david', 'lena')).toBeTypeOf('object');
    expect(await follow('sofia', 'sofia', 'claire')).toBe(refused);
    expect(await follow('david', 'claire', 'lena')).toBe(refused);
  });

  it('changes and ends no mark, mute, follow or marker of somebody else', async () => {
    const david = await standingOf('david');
    for (const table of ['post_mark', 'community_mute', 'read_marker', 'follow'] as const) {
      const own = { person_id: people['claire']! };
      const ended = await as(david, (tx) =>
        tx.deleteFrom(table).where('person_id', '=', own.person_id).executeTakeFirst(),
      );
      expect(ended).toMatchObject({ numDeletedRows: 0n });
    }
  });

  it('refuses a key in the name of somebody else, and changes and deletes none of theirs', async () => {
    const david = await standingOf('david');
    const added = (person: string) =>
      as(david, (tx) =>
        sql`insert into feed_key (id, person_id, name, hash, created_at, expires_at)
          values (${v7()}, ${person}, 'k', decode('e1', 'hex'), ${at}, ${at})`.execute(tx),
      );
    expect(await added(people['claire']!)).toBe(refused);
    expect(await added(david.person)).toBeTypeOf('object');
    expect(await as(david, (tx) => sql`update feed_key set expires_at = ${at}`.execute(tx))).toBe(refused);
    await as(david, (tx) => sql`delete from feed_key`.execute(tx));
    const left = await database.system((tx) => tx.selectFrom('feed_key').select('person_id').execute());
    expect(left).toEqual([{ person_id: people['claire'] }]);
  });

  it('opens the discussion of a page for nobody, in whosever name', async () => {
    const page = { kind: 'page' as const, page: 'https://a.test/', link: 'https://a.test/', author_id: null };
    const david = await standingOf('david');
    const row = { ...newPost('employees C1', 'david'), ...page };
    expect(await as(david, (tx) => tx.insertInto('post').values(row).execute())).toBe(refused);
  });

  it('hands nothing over to another author', async () => {
    const post = newPost('employees C1', 'david');
    await insert('david', post);
    expect(
      await as(await standingOf('david'), (tx) =>
        sql`update post set author_id = ${people['claire']} where id = ${post.id}`.execute(tx),
      ),
    ).toBe(refused);
  });

  it.each([
    ['post', 'audience_id', 'employees C2'],
    ['post', 'audience_id', 'everyone C0'],
    ['post', 'community_id', 'board'],
    ['post', 'state', 'published'],
    ['comment', 'audience_id', 'employees C2'],
    ['comment', 'post_id', 'everyone C0'],
  ])('moves no %s of one’s own: %s → %s', async (table, column, to) => {
    const value =
      column === 'post_id' ? posts[to] : column === 'community_id' ? communities[to] : (audiences[to] ?? to);
    const claire = await standingOf('claire');
    const id = (table === 'post' ? posts : comments)['employees C1'];
    expect(
      await as(claire, (tx) =>
        sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where id = ${id}`.execute(tx),
      ),
    ).toBe(refused);
  });

  it('refuses kinds whose rules a service might forget', async () => {
    const poll = JSON.stringify({
      options: [{ id: '1', label: 'x' }],
      multiple: false,
      secret: false,
      step: 5,
      closesAt: at,
    });
    expect(await insert('david', newPost('employees C1', 'david', { kind: 'announcement' }))).toBe(refused);
    expect(await insert('claire', newPost('employees C1', 'claire', { kind: 'announcement' }))).toBeTypeOf('object');
    expect(await insert('david', newPost('employees C1', 'david', { kind: 'poll', details: poll }))).toBeTypeOf(
      'object',
    );
    const told = poll.replace('{', '{"answers":9,');
    expect(await insert('david', newPost('employees C1', 'david', { kind: 'poll', details: told }))).toBe(refused);
    expect(await insert('david', newPost('employees C1', 'david', { kind: 'poll' }))).toBe(refused);
    expect(
      await insert('david', newPost('employees C1', 'david', { kind: 'idea', details: '{"status":"done"}' })),
    ).toBe(refused);
    expect(await insert('david', newPost('employees C1', 'david', { original_id: posts['secret C1'] }))).toBe(absent);
    expect(await insert('david', newPost('employees C1', 'david', { original_id: v7() }))).toBe(absent);
    expect(await insert('david', newPost('employees C1', 'david', { original_id: posts['everyone C0'] }))).toBeTypeOf(
      'object',
    );
  });

  it('reads nobody else’s answer, and calls nothing that opens a ballot box', async () => {
    const david = await standingOf('david');
    for (const call of [
      'close_polls(now())',
      `tell_poll('${v7()}', 5, now())`,
      `count_imported_poll('${v7()}', now())`,
      'readers_of(1)',
    ])
      expect(await as(david, (tx) => sql`select ${sql.raw(call)}`.execute(tx)), call).toBe(refused);
    const readers = await as(david, (tx) =>
      sql<{
        ids: string[];
      }>`select reading(array[${people['claire']}]::uuid[], ${audiences['secret C1']}::int) as ids`.execute(tx),
    );
    expect(readers).toMatchObject({ rows: [{ ids: [] }] });
  });

  it('refuses what is written straight into tables that are the server’s', async () => {
    const claire = await standingOf('claire');
    const tries: ((tx: Transaction) => Promise<unknown>)[] = [
      (tx) => tx.updateTable('person').set({ clearance: 'C3' }).where('id', '=', claire.person).execute(),
      (tx) => tx.updateTable('profile').set({ title: 'CEO' }).where('person_id', '=', claire.person).execute(),
      (tx) => tx.updateTable('community').set({ visibility: 'open' }).execute(),
      (tx) => tx.deleteFrom('community').execute(),
      (tx) => tx.insertInto('audience').values({ kind: 'person', person_id: claire.person }).execute(),
      (tx) => tx.updateTable('audience').set({ degree: 'C0' }).execute(),
      (tx) => tx.updateTable('membership').set({ role: 'steward' }).execute(),
      (tx) => tx.updateTable('event').set({ type: 'post.created' }).execute(),
      (tx) => tx.deleteFrom('event').execute(),
      (tx) => tx.insertInto('skill').values({ id: v7(), label: '{}', synonyms: '{}' }).execute(),
      (tx) => tx.insertInto('project_member').values({ project_id: v7(), person_id: claire.person }).execute(),
      (tx) => tx.updateTable('post').set({ details: '{}' }).execute(),
      (tx) =>
        tx
          .insertInto('idea_status')
          .values({
            id: v7(),
            post_id: posts['everyone C0']!,
            audience_id: audiences['everyone C0']!,
            status: 'done',
            reason: null,
            person_id: null,
            at,
          })
          .execute(),
      (tx) =>
        tx
          .insertInto('acknowledgement')
          .values({ post_id: v7(), person_id: claire.person, audience_id: 1, at })
          .execute(),
      (tx) =>
        tx
          .insertInto('poll_answer')
          .values({ post_id: v7(), person_id: claire.person, audience_id: 1, options: null })
          .execute(),
      (tx) => tx.deleteFrom('kudos').execute(),
      (tx) => tx.updateTable('reaction').set({ kind: 'thanks' }).execute(),
    ];
    for (const [index, work] of tries.entries()) expect(await as(claire, work), `try ${index}`).toBe(refused);
  });

  const comment = (viewer: string, post: string, more: object = {}) => ({
    id: v7(),
    post_id: posts[post] ?? post,
    audience_id: audiences[post] ?? audiences['employees C1']!,
    parent_id: null,
    author_id: people[viewer]!,
    body,
    source: 'x',
    language: null,
    created_at: at,
    ...more,
  });

  it('refuses a comment on what one cannot see, as on what does not exist', async () => {
    const david = await standingOf('david');
    const write = (row: ReturnType<typeof comment>) =>
      as(david, (tx) => tx.insertInto('comment').values(row).execute());
    expect(await write(comment('david', 'employees C1'))).toBeTypeOf('object');
    expect(await write(comment('david', 'secret C1'))).toBe(absent);
    expect(await write(comment('david', v7()))).toBe(absent);
    expect(await write(comment('david', 'secret C1', { audience_id: audiences['employees C1'] }))).toBe(absent);
    expect(await write(comment('david', 'employees C1', { audience_id: audiences['everyone C0'] }))).toBe(refused);
    expect(await write(comment('claire', 'employees C1'))).toBe(refused);
  });

  it('refuses a reply to a comment of another post, as to one that does not exist', async () => {
    const david = await standingOf('david');
    const reply = (parent_id: string) =>
      as(david, (tx) =>
        tx
          .insertInto('comment')
          .values(comment('david', 'employees C1', { parent_id }))
          .execute(),
      );
    expect(await reply(comments['employees C1']!)).toBeTypeOf('object');
    expect(await reply(comments['secret C1']!)).toBe(absent);
    expect(await reply(v7())).toBe(absent);
  });

  it('refuses a reaction to what one cannot see, under whatever post it is named', async () => {
    const david = await standingOf('david');
    const react = (post: string, comment_id: string | null, audience = post) =>
      as(david, (tx) =>
        tx
          .insertInto('reaction')
          .values({
            person_id: david.person,
            subject_id: comment_id ?? posts[post] ?? post,
            kind: 'thanks',
            post_id: posts[post] ?? post,
            comment_id,
            audience_id: audiences[audience]!,
            at,
          })
          .execute(),
      );
    expect(await react('employees C1', null)).toBeTypeOf('object');
    expect(await react('employees C1', comments['employees C1']!)).toBeTypeOf('object');
    expect(await react('secret C1', null)).toBe(absent);
    expect(await react('employees C1', comments['secret C1']!)).toBe(absent);
    expect(await react('employees C1', v7())).toBe(absent);
    expect(await react(v7(), null, 'employees C1')).toBe(absent);
    expect(await react('employees C1', null, 'everyone C0')).toBe(refused);
    const count = await as(await standingOf('claire'), (tx) =>
      tx.selectFrom('comment').where('id', '=', comments['secret C1']!).select('reactions').executeTakeFirstOrThrow(),
    );
    expect(count).toEqual({ reactions: { like: 1 } });
  });

  it('joins what is joined freely, as a member and as oneself', async () => {
    const join = async (name: string, community: string, more: object = {}) =>
      as(await standingOf(name), (tx) =>
        tx
          .insertInto('membership')
          .values({ community_id: communities[community] ?? community, person_id: people[name]!, since: at, ...more })
          .execute(),
      );
    expect(await join('lena', 'it-help')).toBeTypeOf('object');
    expect(await join('lena', 'on-request')).toBe(refused);
    expect(await join('lena', 'board')).toBe(refused);
    expect(await join('lena', v7())).toBe(refused);
    expect(await join('lena', 'partners', { role: 'steward' })).toBe(refused);
    expect(await join('lena', 'partners', { person_id: people['david'] })).toBe(refused);
    expect(await join('sofia', 'it-help')).toBe(refused);
    expect(await join('sofia', 'partners')).toBeTypeOf('object');
  });

  it('ends nobody else’s membership', async () => {
    const ended = await as(await standingOf('claire'), (tx) =>
      tx.deleteFrom('membership').where('person_id', '=', people['david']!).executeTakeFirst(),
    );
    expect(ended).toMatchObject({ numDeletedRows: 0n });
  });

  it('tells of a deed as one’s own, to those whom one reads with, in its turn', async () => {
    const david = await standingOf('david');
    const tell = (more: object) =>
      as(david, (tx) =>
        tx
          .insertInto('event')
          .values({
            at,
            type: 'post.updated',
            actor_id: david.person,
            audience_id: audiences['employees C1']!,
            subject_kind: 'post',
            subject_id: v7(),
            post_id: null,
            community_id: null,
            ...more,
          })
          .execute(),
      );
    expect(await tell({})).toBeTypeOf('object');
    expect(await tell({ actor_id: people['claire'] })).toBe(refused);
    expect(await tell({ actor_id: null })).toBe(refused);
    expect(await tell({ audience_id: audiences['employees C2'] })).toBe(refused);
    expect(await tell({ audience_id: audiences['claire alone'] })).toBe(refused);
    expect(await tell({ audience_id: null })).toBe(refused);
    expect(await tell({ tx: '3' })).toBe(refused);
  });

  it.each(['follow', 'idempotency'] as const)('writes and deletes rows of %s as oneself alone', async (table) => {
    const david = await standingOf('david');
    const row = (person_id: string) =>
      table === 'follow'
        ? { person_id, followed_person_id: null, followed_tag: v7(), since: at }
        : { person_id, key: v7(), fingerprint: 'f', subject_id: v7(), created_at: at };
    const write = (person_id: string) =>
      as(david, (tx) =>
        tx
          .insertInto(table)
          .values(row(person_id) as never)
          .execute(),
      );
    expect(await write(david.person)).toBeTypeOf('object');
    expect(await write(people['claire']!)).toBe(refused);
    const deleted = await as(david, (tx) =>
      tx.deleteFrom(table).where('person_id', '=', people['claire']!).executeTakeFirst(),
    );
    expect(deleted).toMatchObject({ numDeletedRows: 0n });
  });

  it('says the same of keys that exist and keys that do not', async () => {
    const david = await standingOf('david');
    const withAudience = (audience_id: number) =>
      as(david, (tx) =>
        tx
          .insertInto('post')
          .values(newPost('employees C1', 'david', { audience_id }))
          .execute(),
      );
    expect(await withAudience(audiences['employees C3']!)).toBe(await withAudience(999_999));
  });
});

describe('attaching', () => {
  it.each(['employees C1', 'claire alone'])(
    'takes nothing that somebody else has, to what is one’s own or to what is theirs: %s',
    async (name) => {
      const david = await standingOf('david');
      const post = newPost('employees C1', 'david');
      await as(david, (tx) => tx.insertInto('post').values(post).execute());
      const take = (to: string) =>
        as(david, (tx) =>
          sql<{
            taken: number;
          }>`select * from take_attachments(array[${attachments[name]}]::uuid[], ${to}::uuid, null, '[]', null)`
            .execute(tx)
            .then(({ rows }) => Number(rows[0]!.taken)),
        );
      expect(await take(post.id)).toBe(0);
      expect(await take(posts['employees C1']!)).toBe(refused);
      expect(await take(posts['secret C1']!)).toBe(refused);
    },
  );

  it('describes, removes and changes nothing of somebody else’s', async () => {
    const david = await standingOf('david');
    const id = attachments['employees C1']!;
    expect(
      await as(david, (tx) =>
        sql<{ done: boolean }>`select describe_attachment(${id}::uuid, 'x') as done`
          .execute(tx)
          .then(({ rows }) => rows),
      ),
    ).toEqual([{ done: false }]);
    const deleted = await as(david, (tx) => tx.deleteFrom('attachment').where('id', '=', id).executeTakeFirst());
    expect((deleted as { numDeletedRows: bigint }).numDeletedRows).toBe(0n);
    const claire = await standingOf('claire');
    const used = await as(claire, (tx) => tx.deleteFrom('attachment').where('id', '=', id).executeTakeFirst());
    expect((used as { numDeletedRows: bigint }).numDeletedRows).toBe(0n);
    expect(
      await as(claire, (tx) => tx.updateTable('attachment').set({ audience_id: 1 }).where('id', '=', id).execute()),
    ).toBe(refused);
  });

  it('adds bytes to nothing that is used, and rows by no way but its own', async () => {
    const claire = await standingOf('claire');
    const { content_id } = await database.system((tx) =>
      tx
        .selectFrom('attachment')
        .where('id', '=', attachments['employees C1']!)
        .select('content_id')
        .executeTakeFirstOrThrow(),
    );
    const part = { content_id, size: 'full', number: 1, bytes: new Uint8Array(1) } as const;
    expect(await as(claire, (tx) => tx.insertInto('attachment_part').values(part).execute())).toBe(refused);
    expect(
      await as(claire, (tx) =>
        tx
          .insertInto('attachment')
          .values({
            ...{ id: v7(), audience_id: audiences['claire alone']!, owner_id: people['claire']!, content_id },
            ...{ post_id: null, comment_id: null, copy_id: null, kind: 'file', name: 'x', type: 'x', bytes: 1 },
            ...{ small_bytes: null, width: null, height: null, alt: null, created_at: at },
          })
          .execute(),
      ),
    ).toBe(refused);
    expect(await as(claire, (tx) => tx.insertInto('attachment_content').values({ id: v7() }).execute())).toBe(refused);
  });

  it('has links looked at of one’s own posts alone', async () => {
    const david = await standingOf('david');
    await as(david, (tx) =>
      sql`select want_preview(${posts['employees C1']}::uuid, 'https://a.test', ${at}::timestamptz)`.execute(tx),
    );
    expect(await database.system((tx) => tx.selectFrom('link_wanted').select('post_id').execute())).toEqual([]);
  });
});

describe('a profile', () => {
  it('is written by no way but its own, and confirmed by nobody but oneself, where one reads it', async () => {
    const david = await standingOf('david');
    const [person_id, audience_id] = [david.person, audiences['david alone']!];
    const write = (work: (tx: Transaction) => Promise<unknown>) => as(david, work);
    expect(
      await write((tx) =>
        tx
          .insertInto('profile_field')
          .values({ person_id, field: 'bio', value: '"x"', readers: 'self', audience_id })
          .execute(),
      ),
    ).toBe(refused);
    expect(
      await write((tx) =>
        tx
          .updateTable('profile')
          .set({ mandates: ['x'] })
          .execute(),
      ),
    ).toBe(refused);
    expect(await write((tx) => tx.updateTable('person_skill').set({ level: 'expert' }).execute())).toBe(refused);
    const { skill_id } = await database.system((tx) =>
      tx.selectFrom('person_skill').select('skill_id').executeTakeFirstOrThrow(),
    );
    const confirm = (confirmer: string, audience: string) =>
      write((tx) =>
        tx
          .insertInto('skill_confirmation')
          .values({
            ...{ person_id: people['claire']!, skill_id, confirmer_id: people[confirmer]! },
            ...{ audience_id: audiences[audience]!, at },
          })
          .execute(),
      );
    // Claire's skill is in an audience of hers alone.
    expect(await confirm('david', 'claire alone')).toBe(refused);
    expect(await confirm('david', 'everyone C0')).toBe(refused);
    expect(await confirm('lena', 'everyone C0')).toBe(refused);
  });
});

describe('what follows a post', () => {
  it('is moved with it, by the system, and is gone for those who no longer hold it', async () => {
    const post = newPost('employees C1', 'david');
    const david = await standingOf('david');
    const id = v7();
    await database.transaction(david, async (tx) => {
      await tx.insertInto('post').values(post).execute();
      await tx
        .insertInto('comment')
        .values({
          id,
          post_id: post.id,
          audience_id: post.audience_id,
          parent_id: null,
          author_id: david.person,
          body,
          source: 'x',
          language: null,
          created_at: at,
        })
        .execute();
      await tx
        .insertInto('reaction')
        .values({
          person_id: david.person,
          subject_id: id,
          kind: 'like',
          post_id: post.id,
          comment_id: id,
          audience_id: post.audience_id,
          at,
        })
        .execute();
    });
    await database.system((tx) =>
      tx.updateTable('post').set({ audience_id: audiences['employees C3']! }).where('id', '=', post.id).execute(),
    );
    const left = await database.transaction(david, async (tx) => [
      await tx.selectFrom('post').where('id', '=', post.id).select('id').execute(),
      await tx.selectFrom('comment').where('id', '=', id).select('id').execute(),
      await tx.selectFrom('reaction').where('subject_id', '=', id).select('kind').execute(),
    ]);
    expect(left).toEqual([[], [], []]);
    const claire = await database.transaction(await standingOf('claire'), (tx) =>
      tx.selectFrom('reaction').where('subject_id', '=', id).select('kind').execute(),
    );
    expect(claire).toHaveLength(1);
  });
});

describe('a connection that goes from hand to hand', () => {
  const whoAmI = (tx: Transaction) =>
    sql<{ role: string; person: string; audiences: string }>`
      select current_user as role, coalesce(current_setting('parvis.person', true), '') as person,
        coalesce(current_setting('parvis.audiences', true), '') as audiences`
      .execute(tx)
      .then(({ rows }) => rows[0]!);
  const count = (tx: Transaction) =>
    tx
      .selectFrom('post')
      .select(({ fn }) => fn.countAll<number>().as('posts'))
      .executeTakeFirstOrThrow();

  it.each([
    ['a commit', async () => void (await database.transaction(await standingOf('claire'), count))],
    [
      'a failure of the service',
      async () =>
        void (await expect(
          database.transaction(await standingOf('claire'), async () => {
            throw new Error('no');
          }),
        ).rejects.toThrow('no')),
    ],
    [
      'an error of the database',
      async () =>
        void (await expect(
          database.transaction(await standingOf('claire'), (tx) => sql`select 1 / 0`.execute(tx)),
        ).rejects.toThrow()),
    ],
    ['a transaction of the system', async () => void (await database.system(count))],
    [
      'a step of the system that failed',
      async () =>
        void (await expect(
          database.transaction(await standingOf('claire'), (tx) =>
            elevated(tx, async () => {
              throw new Error('no');
            }),
          ),
        ).rejects.toThrow('no')),
    ],
    [
      'a batch',
      async () =>
        void (await database.read(await standingOf('claire'), {
          name: 'test_count',
          text: 'select count(*) from post',
          values: [],
        })),
    ],
    [
      'a batch that failed',
      async () =>
        void (await expect(
          database.read(await standingOf('claire'), { name: 'test_fails', text: 'select 1 / $1::int', values: [0] }),
        ).rejects.toThrow()),
    ],
  ])('keeps nothing of its last viewer after %s', async (_, before) => {
    const sofia = await standingOf('sofia');
    // As many as the pool has connections, so that each is met.
    for (let turn = 0; turn < 5; turn++) {
      await before();
      const [identity, { posts: seen }] = await database.transaction(
        sofia,
        async (tx) => [await whoAmI(tx), await count(tx)] as const,
      );
      expect(identity).toEqual({
        role: 'parvis_app',
        person: sofia.person,
        audiences: `{${sofia.audiences.join(',')}}`,
      });
      expect(Number(seen)).toBe(2);
    }
  });

  it('goes on as the viewer after a step of the system, also when it failed', async () => {
    const claire = await standingOf('claire');
    await database.transaction(claire, async (tx) => {
      expect((await elevated(tx, () => whoAmI(tx))).role).toBe('parvis_system');
      expect((await whoAmI(tx)).role).toBe('parvis_app');
      await elevated(tx, async () => {
        throw new Error('no');
      }).catch(() => {});
      expect((await whoAmI(tx)).role).toBe('parvis_app');
    });
  });

  it('writes nothing when a statement failed, even where the failure was dropped', async () => {
    const david = await standingOf('david');
    const post = newPost('employees C1', 'david');
    await expect(
      database.transaction(david, async (tx) => {
        await tx.insertInto('post').values(post).execute();
        await sql`select 1 / 0`.execute(tx).catch(() => {});
      }),
    ).rejects.toThrow();
    expect(
      await database.transaction(david, (tx) => tx.selectFrom('post').where('id', '=', post.id).select('id').execute()),
    ).toEqual([]);
  });

  it('answers nobody once the transaction is over', async () => {
    const kept = await database.transaction(await standingOf('claire'), async (tx) => tx);
    await expect(kept.selectFrom('post').select('id').execute()).rejects.toThrow('over');
  });

  it('is no owner of anything, no superuser and not beyond the policies', async () => {
    const roles = await database.system((tx) =>
      sql<{ name: string; beyond: SqlBool }>`
        select rolname as name, rolsuper or rolbypassrls or rolcanlogin or rolcreaterole as beyond from pg_roles where rolname in ('parvis_app', 'parvis_system') order by 1`.execute(
        tx,
      ),
    );
    expect(roles.rows).toEqual([
      { name: 'parvis_app', beyond: false },
      { name: 'parvis_system', beyond: false },
    ]);
    const owned = await database.system((tx) =>
      sql`select relname from pg_class where relowner in (select oid from pg_roles where rolname in ('parvis_app', 'parvis_system'))`.execute(
        tx,
      ),
    );
    expect(owned.rows).toEqual([]);
  });
});

describe('the charter, and what is looked at before publishing', () => {
  const text = JSON.stringify({ en: 'x', fr: 'x' });
  const draft = { one: true, tag: v7(), major: false, summary: text, articles: '[]', edited_at: at };
  const settings = () => ({
    ...{ community_id: communities['board']!, tag: v7(), words: '{"refuse":[],"hold":[],"nudge":[]}', newcomers: 0 },
    ...{ everything: true, people: [], external: false, edited_at: at },
  });
  const acceptance = (person: string) => ({
    ...{ person_id: people[person]!, version: 900, language: 'en' as const, digest: 'x', accepted_at: at },
    audience_id: audiences[`${person} alone`]!,
  });

  beforeAll(async () => {
    await database.system(async (tx) => {
      const version = { version: 900, major: false, published_at: at, summary: text };
      await tx.insertInto('charter_version').values(version).execute();
      await tx.insertInto('charter_acceptance').values(acceptance('claire')).execute();
      await tx.insertInto('charter_draft').values(draft).execute();
      await tx.insertInto('screening').values(settings()).execute();
    });
  });

  const as = async <Answer>(who: string, deed: (tx: Transaction) => Promise<Answer>): Promise<Answer> =>
    database.transaction(await standingOf(who), deed);
  const versions = (who: string) =>
    as(who, (tx) => tx.selectFrom('charter_acceptance').where('version', '=', 900).select('person_id').execute());

  it('an acceptance is read by whoever gave it alone', async () => {
    expect(await versions('claire')).toEqual([{ person_id: people['claire'] }]);
    expect(await versions('david')).toEqual([]);
  });

  it('nobody accepts for somebody else, nor changes or withdraws what was accepted', async () => {
    await expect(
      as('claire', (tx) => tx.insertInto('charter_acceptance').values(acceptance('david')).execute()),
    ).rejects.toThrow();
    const forged = { ...acceptance('david'), audience_id: audiences['claire alone']! };
    await expect(as('david', (tx) => tx.insertInto('charter_acceptance').values(forged).execute())).rejects.toThrow();
    await expect(
      as('claire', (tx) => tx.updateTable('charter_acceptance').set({ digest: 'y' }).execute()),
    ).rejects.toThrow();
    await expect(as('claire', (tx) => tx.deleteFrom('charter_acceptance').execute())).rejects.toThrow();
  });

  it.each(['charter_draft', 'screening'] as const)('%s is read and written by the system alone', async (table) => {
    const read = as('claire', (tx) => tx.selectFrom(table).selectAll().execute()).catch(() => []);
    expect(await read).toEqual([]);
    const changed = as('claire', (tx) => tx.updateTable(table).set({ edited_at: at }).executeTakeFirst());
    expect(await changed.then(({ numUpdatedRows }) => numUpdatedRows).catch(() => 0n)).toBe(0n);
    const gone = as('claire', (tx) => tx.deleteFrom(table).executeTakeFirst());
    expect(await gone.then(({ numDeletedRows }) => numDeletedRows).catch(() => 0n)).toBe(0n);
    const row = table === 'screening' ? settings() : draft;
    await expect(
      as('claire', (tx) =>
        tx
          .insertInto(table)
          .values(row as never)
          .execute(),
      ),
    ).rejects.toThrow();
    expect(await database.system((tx) => tx.selectFrom(table).select('tag').execute())).toHaveLength(1);
  });
});
