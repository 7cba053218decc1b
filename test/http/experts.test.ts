import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sql } from 'kysely';
import fc from 'fast-check';
import { v7 } from 'uuid';
import type { ExpertPage, Problem } from '@parvis/contracts';
import { findOrAddShared } from '../../server/src/audiences/index.ts';
import { indexDue, ranking, startUpkeep, stem } from '../../server/src/evidence/index.ts';
import type { Transaction } from '../../server/src/kernel/database/index.ts';
import type { Kernel } from '../../server/src/kernel/kernel.ts';
import { parseRichText } from '../../server/src/kernel/richtext/index.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;
let communities: Record<string, string>;

const everyone = { community: null, circles: ['employee'] as const, degree: 'C0' as const };

type Contribution = {
  author: string;
  text: string;
  title?: string;
  tags?: string[];
  community?: string;
  at?: string;
  answers?: string;
  reply?: string;
};

/** Writes as the system, like an import. Answers the id. */
async function contribute({
  author,
  text,
  title,
  tags = [],
  community = 'it-help',
  at = '2026-11-01T10:00:00.000Z',
  answers,
  reply,
}: Contribution): Promise<string> {
  const id = v7();
  await app.database.system(async (tx) => {
    const audience = await findOrAddShared(tx, {
      community: communities[community]!,
      circles: ['employee'],
      degree: 'C0',
    });
    const written = {
      id,
      author_id: people[author]!,
      source: text,
      body: JSON.stringify(parseRichText(text)),
      created_at: at,
    };
    if (answers)
      await tx
        .insertInto('comment')
        .values({
          ...written,
          post_id: answers,
          parent_id: reply ?? null,
          audience_id: audience,
          language: null,
          edited_at: null,
        })
        .execute();
    else
      await tx
        .insertInto('post')
        .values({
          ...written,
          audience_id: audience,
          community_id: communities[community]!,
          kind: 'question',
          title: title ?? 'A question',
          link: null,
          tags,
          language: null,
          accepted_id: null,
          edited_at: null,
        })
        .execute();
  });
  return id;
}

async function declare(
  who: string,
  label: Record<string, string>,
  more: { synonyms?: Record<string, string[]>; tags?: string[]; level?: 'expert' | 'learning' } = {},
): Promise<string> {
  const id = v7();
  await app.database.system(async (tx) => {
    await tx
      .insertInto('skill')
      .values({ id, label: JSON.stringify(label), synonyms: JSON.stringify(more.synonyms ?? {}) })
      .execute();
    await tx
      .insertInto('person_skill')
      .values({
        person_id: people[who]!,
        skill_id: id,
        audience_id: await findOrAddShared(tx, everyone),
        level: more.level ?? null,
        tags: (more.tags ?? []) as never,
      })
      .execute();
  });
  return id;
}

const addProject = (title: string, source: string, members: Record<string, number>): Promise<string> =>
  app.database.system(async (tx) => {
    const id = v7();
    await tx
      .insertInto('project')
      .values({ id, title, source, audience_id: await findOrAddShared(tx, everyone), started_at: null, ended_at: null })
      .execute();
    for (const [who, days] of Object.entries(members))
      await tx.insertInto('project_member').values({ project_id: id, person_id: people[who]!, days }).execute();
    return id;
  });

const ask = async (q: string, more: Record<string, string> = {}, who = 'viewer'): Promise<ExpertPage> => {
  // Not by the upkeep of the application, which one of the tests closes.
  await indexDue(app.kernel);
  const response = await app.as(who)('GET', `/v1/experts?${new URLSearchParams({ q, ...more })}`);
  expect(response.status).toBe(200);
  return (await response.json()) as ExpertPage;
};
const noFacets = { unit: [], site: [], language: [], level: [] };
const names = ({ items }: ExpertPage): string[] => items.map(({ person }) => person.name);
const marked = ({ text, marks }: { text: string; marks: [number, number][] }): string[] =>
  marks.map(([start, end]) => text.slice(start, end));

beforeAll(async () => {
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'viewer', name: 'Vera Viewer' },
    { userName: 'lefevre', name: 'Hélène Lefèvre', title: 'Comptable', unit: 'finance/accounting', site: 'Lyon' },
    {
      userName: 'martin',
      name: 'Paul Martin',
      title: 'Développeur C++',
      bio: 'Temps réel et C++ depuis dix ans.',
      unit: 'it/embedded',
      site: 'Lyon',
    },
    {
      userName: 'durand',
      name: 'Anne Durand',
      title: 'Développeuse C#',
      bio: '.NET, C# et Azure.',
      unit: 'it/web',
      site: 'Paris',
    },
    {
      userName: 'roux',
      name: 'Marc Roux',
      title: 'Cost controller',
      bio: 'I like C and hiking.',
      unit: 'finance',
      site: 'Paris',
    },
    { userName: 'oconnor', name: 'Sióna O’Connor' },
    { userName: 'answerer', name: 'Ines Answer', unit: 'it' },
    { userName: 'other', name: 'Omar Other', unit: 'it' },
    { userName: 'hidden', name: 'Hidden Zephyr', title: 'Comptable', hidden: true },
    { userName: 'gone', name: 'Gone Zephyr', title: 'Comptable', departedAt: new Date('2026-10-01') },
  ]);
  communities = await addCommunities(app.database, people, [
    { slug: 'it-help' },
    { slug: 'secret', visibility: 'secret', members: { answerer: 'member', other: 'member' } },
  ]);
});
afterAll(() => app.close());

describe('a name', () => {
  it('is found without its accents, and with a slip of the finger', async () => {
    expect(names(await ask('lefevre'))[0]).toBe('Hélène Lefèvre');
    expect((await ask('lefevre')).corrected).toBeNull();
    const slipped = await ask('Lefevbre');
    expect(names(slipped)[0]).toBe('Hélène Lefèvre');
    expect(slipped.corrected).toBe('Lefèvre');
    expect(names(await ask('Hlène Lefèvre'))[0]).toBe('Hélène Lefèvre');
    expect(names(await ask('lefevre helene'))[0]).toBe('Hélène Lefèvre');
  });

  it('is found though a short word of it is written together with the next, with a slip too', async () => {
    for (const written of ['oconnor', 'o connor', 'siona oconor', 'O’Connor']) {
      const [first] = (await ask(written)).items;
      expect(first?.person.name, written).toBe('Sióna O’Connor');
      expect(marked(first!.reasons[0]!).join(' '), written).toMatch(/O’Connor$|O Connor$/);
    }
    expect((await ask('siona oconor')).corrected).toBe('siona O’Connor');
  });

  it('is found by how it begins', async () => {
    expect(names(await ask('lefe'))).toEqual(['Hélène Lefèvre']);
  });

  it('says that it is why', async () => {
    const [first] = (await ask('lefevre')).items;
    expect(first!.reasons).toMatchObject([{ kind: 'name', text: 'Hélène Lefèvre' }]);
    expect(marked(first!.reasons[0]!)).toEqual(['Lefèvre']);
  });
});

describe('a skill', () => {
  it('tells C, C++, C# and .NET apart', async () => {
    expect(names(await ask('C++'))).toEqual(['Paul Martin']);
    expect(names(await ask('c#'))).toEqual(['Anne Durand']);
    expect(names(await ask('.net'))).toEqual(['Anne Durand']);
    expect(names(await ask('C'))).toEqual(['Marc Roux']);
    // What a symbol is also called by is no other symbol.
    const sharp = await declare('durand', { en: 'C#' }, { synonyms: { en: ['C sharp'] }, level: 'expert' });
    await declare('roux', { en: 'C' });
    expect(names(await ask('C'))).toEqual(['Marc Roux']);
    expect(names(await ask('c sharp'))).toEqual(['Anne Durand']);
    expect((await ask('c sharp')).items[0]!.reasons.map(({ kind }) => kind)).toContain('skill');
    await app.database.system((tx) => tx.deleteFrom('skill').where('id', '=', sharp).execute());
  });

  it('is found in the other gender, number and form', async () => {
    expect(names(await ask('développeuses')).sort()).toEqual(['Anne Durand', 'Paul Martin']);
    expect(names(await ask('comptabilité'))).toEqual(['Hélène Lefèvre']);
  });

  it('is found in a form that is meant for everybody, which is nobody’s name', async () => {
    for (const written of ['développeur(se)', 'développeur·se', 'développeur/se'])
      expect(names(await ask(written)).sort()).toEqual(['Anne Durand', 'Paul Martin']);
  });

  it('is found by its synonyms in the other language, and says by which', async () => {
    await declare(
      'roux',
      { en: 'cost accounting', fr: 'comptabilité analytique' },
      { synonyms: { en: ['job costing'] } },
    );
    const page = await ask('comptabilité analytique');
    expect(names(page)[0]).toBe('Marc Roux');
    const [reason] = page.items[0]!.reasons;
    expect(reason).toMatchObject({ kind: 'skill', text: 'comptabilité analytique', label: { en: 'cost accounting' } });
    expect(names(await ask('job costing'))[0]).toBe('Marc Roux');
  });

  it('that somebody wants to learn stands below the one that somebody has', async () => {
    await declare('other', { en: 'beekeeping' }, { tags: ['want-to-learn'] });
    await declare('martin', { en: 'beekeeping' }, { level: 'expert' });
    expect(names(await ask('beekeeping'))).toEqual(['Paul Martin', 'Omar Other']);
  });

  it('with one wrong letter is taken for the nearest', async () => {
    const page = await ask('beekeepign');
    expect(names(page)[0]).toBe('Paul Martin');
    expect(page.corrected).toBe('beekeeping');
  });

  it('of a short name is found with a slip, and what is only like it in somebody’s text is not', async () => {
    await declare('durand', { fr: 'Paie' });
    await contribute({ author: 'roux', text: 'It was hard and sharp, but I am happy.' });
    expect(names(await ask('paei'))).toEqual(['Anne Durand']);
    expect(names(await ask('harpe'))).toEqual([]);
  });
});

describe('a problem in a sentence', () => {
  it('finds who answered the like, and leads to the answer', async () => {
    const post = await contribute({
      author: 'other',
      title: 'Printer prints blank pages',
      text: 'Since Monday.',
      tags: ['printers'],
    });
    await contribute({ author: 'answerer', answers: post, text: 'Clean the drum, then print the test page twice.' });
    const page = await ask('my printer only gives blank pages although the toner is new', { for: 'route' });
    expect(names(page)[0]).toBe('Ines Answer');
    const reason = page.items[0]!.reasons.find(({ kind }) => kind === 'comment');
    expect(reason).toMatchObject({ post, title: 'Printer prints blank pages', more: 0 });
    expect(marked(reason!).length).toBeGreaterThan(0);
  });

  it('does not find who only wrote the commonest of its words, however present they are', async () => {
    const post = await contribute({
      author: 'other',
      title: 'Vanne du condenseur',
      text: 'Elle siffle.',
      tags: ['valves'],
    });
    await contribute({ author: 'answerer', answers: post, text: 'La vanne du condenseur se purge par le bas.' });
    for (const day of ['17', '18', '19'])
      await contribute({
        author: 'roux',
        text: 'Trouver à lire, la première fois.',
        at: `2026-11-${day}T10:00:00.000Z`,
      });
    const question = 'Où trouver à lire, la première fois, comment se purge la vanne du condenseur qui siffle ?';
    for (const purpose of ['route', 'know']) {
      const found = names(await ask(question, { for: purpose }));
      expect(found[0]).toBe('Ines Answer');
      expect(found).not.toContain('Marc Roux');
    }
    expect(names(await ask('lire'))).toContain('Marc Roux');
  });

  it('says why also where only the tags of the question they answered fit', async () => {
    const post = await contribute({ author: 'other', title: 'It hums', text: 'Why?', tags: ['gearbox'] });
    await contribute({ author: 'answerer', answers: post, text: 'Change the oil.' });
    const { items } = await ask('gearbox');
    expect(items.map(({ reasons }) => reasons.map(({ kind, text, title }) => [kind, text, title]))).toEqual([
      [['comment', 'gearbox', 'It hums']],
      [['post', 'gearbox', 'It hums']],
    ]);
  });

  it('asked for a route goes to whoever answered lately, asked for knowledge to whoever answered best', async () => {
    const old = await contribute({
      author: 'viewer',
      title: 'Badge reader',
      text: 'Door?',
      at: '2025-11-01T10:00:00.000Z',
    });
    await contribute({
      author: 'lefevre',
      answers: old,
      at: '2025-11-02T10:00:00.000Z',
      text: 'The badge reader of the door wants a firmware update: badge reader menu, firmware.',
    });
    const recent = await contribute({
      author: 'viewer',
      title: 'Badge reader',
      text: 'Door?',
      at: '2026-11-15T10:00:00.000Z',
    });
    await contribute({
      author: 'durand',
      answers: recent,
      at: '2026-11-16T10:00:00.000Z',
      text: 'Try to hold it longer against the reader, it worked for me.',
    });
    expect(names(await ask('badge reader', { for: 'route' }))[0]).toBe('Anne Durand');
  });

  it('asked for a route goes rather to whoever began lately and answers on than to whoever has fallen silent', async () => {
    const answer = async (title: string, at: string, author: string, text: string) => {
      const post = await contribute({ author: 'viewer', title, text: 'Does anybody know?', at });
      await contribute({ author, answers: post, at, text });
    };
    const day = (date: string) => `${date}T10:00:00.000Z`;
    for (const date of ['2026-07-01', '2026-07-10', '2026-07-20', '2026-08-01', '2026-08-10', '2026-08-20'])
      await answer('Coffee', day(date), 'lefevre', 'The coffee machine of the second floor is emptied on Mondays.');
    await answer('Anemometer', day('2026-10-20'), 'lefevre', 'The anemometer on the roof is calibrated each spring.');
    for (const date of ['2026-11-12', '2026-11-14', '2026-11-16'])
      await answer('Coffee', day(date), 'durand', 'There is a spare filter beside the coffee machine.');
    await answer('Anemometer', day('2026-10-20'), 'durand', 'The anemometer on the roof is calibrated each spring.');
    expect(names(await ask('anemometer roof', { for: 'route' })).slice(0, 2)).toEqual([
      'Anne Durand',
      'Hélène Lefèvre',
    ]);
  });

  it('finds the members of projects about it, those who stayed longest first', async () => {
    const project = await addProject(
      'Heat pumps',
      'Heat pumps for all our **sites**: planning, tender, installation.',
      { roux: 30, durand: 400 },
    );
    const page = await ask('heat pumps');
    expect(names(page)).toEqual(['Anne Durand', 'Marc Roux']);
    const [reason] = page.items[0]!.reasons;
    expect(reason).toMatchObject({ kind: 'project', project, text: 'Heat pumps' });
    expect(reason).not.toHaveProperty('title');
  });

  it('of the future has not been written yet', async () => {
    const post = await contribute({
      author: 'viewer',
      title: 'Teleporter',
      text: 'Any?',
      at: '2026-12-24T10:00:00.000Z',
    });
    await contribute({
      author: 'answerer',
      answers: post,
      text: 'Teleporter manuals are in the attic.',
      at: '2026-12-25T10:00:00.000Z',
    });
    expect(names(await ask('teleporter'))).toEqual([]);
  });
});

describe('what the viewer may not read', () => {
  it('finds nobody, is no reason, is counted nowhere and corrects nothing', async () => {
    const before = await ask('submarine hull', { for: 'route' });
    const beforeVisible = await ask('printer drum', { for: 'route' });
    const post = await contribute({
      author: 'other',
      community: 'secret',
      title: 'Submarine hull',
      text: 'Which steel for the submarine hull? And the printer drum?',
    });
    await contribute({
      author: 'answerer',
      community: 'secret',
      answers: post,
      text: 'Submarine hull steel, and a printer drum of it.',
    });
    expect(await ask('submarine hull', { for: 'route' })).toEqual(before);
    expect(await ask('submarien', { for: 'route' })).toMatchObject({ items: [], corrected: null });
    expect(await ask('printer drum', { for: 'route' })).toEqual(beforeVisible);
    expect(names(await ask('submarine hull', { for: 'route' }, 'other'))).toEqual(['Ines Answer', 'Omar Other']);
  });

  it('stops being evidence in the moment it moves out of sight', async () => {
    const post = await contribute({ author: 'viewer', title: 'Kiln temperature', text: 'How hot?' });
    await contribute({ author: 'answerer', answers: post, text: 'The kiln wants 1,040 degrees.' });
    expect(names(await ask('kiln'))).toContain('Ines Answer');
    await app.database.system(async (tx) => {
      const audience = await findOrAddShared(tx, {
        community: communities['secret']!,
        circles: ['employee'],
        degree: 'C0',
      });
      await tx
        .updateTable('post')
        .set({ audience_id: audience, community_id: communities['secret']! })
        .where('id', '=', post)
        .execute();
    });
    const response = await app.as('viewer')('GET', '/v1/experts?q=kiln');
    expect(names((await response.json()) as ExpertPage)).toEqual([]);
  });
});

describe('hidden and departed people', () => {
  it('are not found, not counted and not corrected to', async () => {
    expect(await ask('zephyr')).toMatchObject({ items: [], facets: noFacets });
    expect((await ask('zephir')).corrected).toBeNull();
    expect(names(await ask('comptable'))).not.toContain('Gone Zephyr');
    expect(names(await ask('comptable'))).not.toContain('Hidden Zephyr');
  });

  it('vanish with all their evidence when they leave, and are found again when they come back', async () => {
    await contribute({ author: 'other', title: 'Origami', text: 'Folding origami cranes for the fair.' });
    expect(names(await ask('origami'))).toEqual(['Omar Other']);
    const set = (departed_at: Date | null) =>
      app.database.system((tx) =>
        tx.updateTable('person').set({ departed_at }).where('id', '=', people['other']!).execute(),
      );
    await set(new Date('2026-11-19'));
    expect((await ask('origami')).items).toEqual([]);
    await set(null);
    expect(names(await ask('origami'))).toEqual(['Omar Other']);
  });
});

describe('text that changes', () => {
  it('is found by its new words only', async () => {
    const post = await contribute({ author: 'viewer', title: 'Lathe', text: 'Which lathe?' });
    expect(names(await ask('lathe'))).toEqual(['Vera Viewer']);
    await app.database.system((tx) =>
      tx
        .updateTable('post')
        .set({ title: 'Milling', source: 'Which mill?', body: JSON.stringify(parseRichText('Which mill?')) })
        .where('id', '=', post)
        .execute(),
    );
    expect((await ask('lathe')).items).toEqual([]);
    expect(names(await ask('milling'))).toEqual(['Vera Viewer']);
    await app.database.system((tx) => tx.deleteFrom('post').where('id', '=', post).execute());
    expect((await ask('milling')).items).toEqual([]);
  });

  it('leaves the counts of words as if it had always been so', async () => {
    await app.upkeep.settle();
    const differing = await app.database.system(async (tx) => {
      const { rows } = await tx.executeQuery<{ term: string }>({
        sql: `select coalesce(f.term, p.term) as term from (
            select term, audience_id, sum(documents)::int as documents from search_frequency group by 1, 2) f
          full join (select term, audience_id, count(*)::int as documents from search_posting where search_counts(list) group by 1, 2
            union all select '', audience_id, count(*)::int from search_document where kind in ('profile', 'project', 'post', 'comment') group by 2) p
            using (term, audience_id)
          where coalesce(f.documents, 0) <> coalesce(p.documents, 0)`,
        parameters: [],
        query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
        queryId: { queryId: 'counts' },
      });
      return rows;
    });
    expect(differing).toEqual([]);
  });

  it('leaves one row for the count of each word, however often it changed', async () => {
    const rows = () =>
      app.database.system(
        async (tx) =>
          (
            await sql<{ rows: number; words: number }>`
              select count(*)::int as rows, count(distinct (term, audience_id))::int as words from search_frequency`.execute(
              tx,
            )
          ).rows[0]!,
      );
    const post = await contribute({ author: 'viewer', title: 'Cornice', text: 'Which cornice?' });
    await app.upkeep.settle();
    const written = await rows();
    expect(written.rows).toBe(written.words);
    await app.database.system((tx) => tx.deleteFrom('post').where('id', '=', post).execute());
    await app.upkeep.settle();
    const deleted = await rows();
    expect(deleted.rows).toBe(deleted.words);
    expect(deleted.words).toBeLessThan(written.words);
  });
});

describe('something that cannot be analysed', () => {
  it('holds up nothing else, and is in the log', async () => {
    const bad = await contribute({ author: 'viewer', title: 'Broken', text: 'Broken.' });
    await app.database.system((tx) => tx.updateTable('post').set({ body: '{}' }).where('id', '=', bad).execute());
    await contribute({ author: 'other', title: 'Pergola', text: 'Building a pergola.' });
    expect(names(await ask('pergola'))).toEqual(['Omar Other']);
    expect(app.logged.filter(({ level }) => level === 'error')).toMatchObject([
      { fields: { kind: 'post', subject_id: bad } },
    ]);
  });
});

describe('keeping the index', () => {
  const waiting = () =>
    app.database.system(async (tx) =>
      Number((await sql<{ n: number }>`select count(*) as n from search_due`.execute(tx)).rows[0]!.n),
    );
  const writeMany = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        contribute({ author: 'other', title: `Gazebo ${index}`, text: 'Building a gazebo.' }),
      ),
    );

  it('leaves out exactly what cannot be analysed, and goes on with all else that is due by itself', async () => {
    await app.upkeep.settle();
    await app.upkeep.close();
    const bad = await contribute({ author: 'viewer', title: 'Broken', text: 'Broken.' });
    await app.database.system((tx) => tx.updateTable('post').set({ body: '{}' }).where('id', '=', bad).execute());
    await writeMany(230);
    const before = app.logged.length;
    const upkeep = startUpkeep({ ...app.kernel, log: app.kernel.log });
    await vi.waitUntil(async () => (await waiting()) === 0, { timeout: 30_000 });
    await upkeep.close();
    const left = app.logged.slice(before).filter(({ level }) => level === 'error');
    expect(left).toMatchObject([{ fields: { kind: 'post', subject_id: bad } }]);
    const indexed = await app.database.system(
      async (tx) =>
        (
          await sql<{
            n: number;
          }>`select count(*)::int as n from search_document d join post p on p.id = d.subject_id where p.title like 'Gazebo%'`.execute(
            tx,
          )
        ).rows[0]!.n,
    );
    expect(indexed).toBe(230);
  });

  it.each(['57014', '55P03', '53200'])('loses nothing to a failure that passes (%s)', async (code) => {
    await contribute({ author: 'other', title: 'Trellis', text: `A trellis ${code}.` });
    const due = await waiting();
    expect(due).toBeGreaterThan(0);
    let steps = 0;
    const failing: Pick<Kernel, 'database'> = {
      database: {
        ...app.database,
        system: (work) =>
          app.database.system(async (tx) => {
            const done = await work(tx);
            steps += 1;
            // What is due was counted; then twice nothing goes.
            if (steps === 2 || steps === 3) throw Object.assign(new Error('The statement was cancelled.'), { code });
            return done;
          }),
      },
    };
    await expect(indexDue(failing)).rejects.toThrow();
    expect(await waiting()).toBe(due);
    expect(await indexDue(app.kernel)).toBe(due);
  });
});

describe('facets', () => {
  it('count all results, each before it is applied itself', async () => {
    const page = await ask('développeur');
    expect(page.facets).toEqual({
      unit: [
        { value: 'it/embedded', count: 1 },
        { value: 'it/web', count: 1 },
      ],
      site: [
        { value: 'Lyon', count: 1 },
        { value: 'Paris', count: 1 },
      ],
      language: [],
      level: [],
    });
    const lyon = await ask('développeur', { site: 'Lyon' });
    expect(names(lyon)).toEqual(['Paul Martin']);
    expect(lyon.facets.site).toHaveLength(2);
    expect(lyon.facets.unit).toEqual([{ value: 'it/embedded', count: 1 }]);
    expect(names(await ask('développeur', { unit: 'it' }))).toHaveLength(2);
  });
});

describe('languages and levels', () => {
  it('narrow the results to who speaks one, and to who says that of the skill', async () => {
    const skill = await declare('durand', { en: 'glazing', fr: 'vitrage' }, { level: 'expert' });
    await app.database.system(async (tx) => {
      const { audience_id } = await tx
        .selectFrom('person_skill')
        .where('skill_id', '=', skill)
        .select('audience_id')
        .executeTakeFirstOrThrow();
      const also = { skill_id: skill, audience_id, tags: [] as never };
      await tx
        .insertInto('person_skill')
        .values([
          { ...also, person_id: people['roux']!, level: 'learning' },
          // In an audience that the viewer does not hold.
          { ...also, person_id: people['other']!, level: 'expert', audience_id: await ownAudience(tx, 'other') },
        ])
        .execute();
      await tx
        .updateTable('profile')
        .set({ languages: ['fr', 'en'] })
        .where('person_id', '=', people['roux']!)
        .execute();
    });
    const page = await ask('vitrage');
    expect(names(page)).toEqual(['Anne Durand', 'Marc Roux']);
    expect(page.facets).toMatchObject({
      level: [
        { value: 'expert', count: 1 },
        { value: 'learning', count: 1 },
      ],
      language: [
        { value: 'en', count: 1 },
        { value: 'fr', count: 1 },
      ],
    });
    expect(names(await ask('vitrage', { level: 'expert' }))).toEqual(['Anne Durand']);
    const english = await ask('vitrage', { language: 'en' });
    expect(names(english)).toEqual(['Marc Roux']);
    expect(english.facets.level).toEqual([{ value: 'learning', count: 1 }]);
  });

  it('lists first who says most of having a skill, in the order of the weights', async () => {
    const order = await app.database.system(
      async (tx) =>
        (
          await sql<{ level: string; invites: boolean }>`
            select level, tags <> '{}' as invites from
              (values ('learning'), ('practising'), ('proficient'), ('expert')) l(level), (values ('{}'::text[]), ('{can-mentor}')) t(tags)
            order by skill_place(level, tags) desc, level`.execute(tx)
        ).rows,
    );
    const worth = order.map(
      ({ level, invites }) => ranking.levels[level as keyof typeof ranking.levels] * (invites ? ranking.invites : 1),
    );
    for (const [i, one] of worth.entries()) expect(one).toBeGreaterThanOrEqual((worth[i + 1] ?? 0) - 0.1);
  });
});

describe('who worked on something', () => {
  it('is answered with the project and its team, without who is hidden, and only to whom the project is shown', async () => {
    await addProject('Aqueduct survey', 'We measured the old aqueduct.', {
      martin: 30,
      roux: 300,
      hidden: 900,
      gone: 500,
    });
    const page = await ask('aqueduct survey');
    expect(page.projects).toHaveLength(1);
    const [project] = page.projects;
    expect(project!.title).toBe('Aqueduct survey');
    expect(project!.people.map(({ name, departed, abilities }) => [name, departed, abilities.open])).toEqual([
      ['Marc Roux', false, true],
      ['Paul Martin', false, true],
      ['Gone Zephyr', true, false],
    ]);
    expect(project!.more).toBe(0);
    expect(marked({ text: project!.title, marks: project!.marks })).toEqual(['Aqueduct', 'survey']);
    await app.database.system(async (tx) => {
      const secret = await findOrAddShared(tx, {
        community: communities['secret']!,
        circles: ['employee'],
        degree: 'C0',
      });
      await tx.updateTable('project').set({ audience_id: secret }).where('id', '=', project!.id).execute();
    });
    expect((await ask('aqueduct survey')).projects).toEqual([]);
    expect((await ask('aqueduct survey', {}, 'other')).projects).toHaveLength(1);
  });
});

describe('why not me', () => {
  it('says which words of the query are found in what is mine, and by what', async () => {
    await contribute({ author: 'martin', title: 'Trestle', text: 'The trestle of the old line.' });
    const { me } = await ask('Martin trestle C++ bagpipes', { why: 'me' }, 'martin');
    expect(me).toEqual({
      listed: true,
      hidden: false,
      outside: [],
      words: [
        { word: 'Martin', found: ['name'] },
        { word: 'trestle', found: ['post'] },
        { word: 'C++', found: ['role', 'bio'] },
        { word: 'bagpipes', found: [] },
      ],
    });
  });

  it('says what of me is not what the results are narrowed to', async () => {
    const { me } = await ask('développeur', { why: 'me', site: 'Paris', unit: 'it' }, 'martin');
    expect(me).toMatchObject({ listed: false, outside: ['site'] });
  });

  it('tells those who are hidden that nobody finds them, and nobody anything of others', async () => {
    expect((await ask('comptable', { why: 'me' }, 'hidden')).me).toMatchObject({ listed: false, hidden: true });
    expect((await ask('comptable', { why: 'me' })).me).toMatchObject({ words: [{ word: 'comptable', found: [] }] });
    expect((await ask('comptable')).me).toBeNull();
    expect((await app.as('viewer')('GET', '/v1/experts?q=comptable&why=lefevre')).status).toBe(422);
  });
});

describe('pages', () => {
  it('follow one another without gap or repetition', async () => {
    const whole = names(await ask('développeur comptable controller'));
    const first = await ask('développeur comptable controller', { limit: '2' });
    const second = await ask('développeur comptable controller', { limit: '2', cursor: first.next! });
    expect([...names(first), ...names(second)]).toEqual(whole.slice(0, 4));
  });

  it('refuse the cursor of another search', async () => {
    const { next } = await ask('développeur', { limit: '1' });
    const response = await app.as('viewer')('GET', `/v1/experts?q=comptable&cursor=${next}`);
    expect(response.status).toBe(400);
    expect((await response.json()) as Problem).toMatchObject({ code: 'invalid-cursor' });
  });
});

describe('a query', () => {
  it('of words that nobody uses, of stop words or of signs finds nobody', async () => {
    for (const q of ['qwertzuiop', 'the of and', '??? !!!', '👩‍🚀', "';--", '%_\\'])
      expect(await ask(q)).toEqual({
        items: [],
        next: null,
        projects: [],
        me: null,
        facets: noFacets,
        corrected: null,
      });
  });

  it('of whatever characters is answered, and every mark lies in its text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }).filter((text) => !text.includes('\0')),
        async (noise) => {
          const page = await ask(`${noise.toWellFormed()} comptable`);
          for (const { text, marks } of page.items.flatMap(({ reasons }) => reasons))
            for (const [start, end] of marks) expect(start < end && end <= text.length).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('that is missing or too long is refused', async () => {
    expect((await app.as('viewer')('GET', '/v1/experts')).status).toBe(422);
    expect((await app.as('viewer')('GET', `/v1/experts?q=${'x'.repeat(2_001)}`)).status).toBe(422);
  });
});

/** The audience of one person alone. */
async function ownAudience(tx: Transaction, who: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into audience (kind, person_id) values ('person', ${people[who]!})
    on conflict (person_id) where kind = 'person' do update set kind = excluded.kind returning id`.execute(tx);
  return rows[0]!.id;
}

describe('the functions that pass by the policies', () => {
  /** As the application reads for somebody, with whatever text and values an attacker would have it send. */
  const readAs = async (audiences: readonly number[], text: string, values: string[]): Promise<object[]> => {
    const [rows] = await app.database.read(
      { person: people['viewer']!, audiences: [...audiences] },
      { name: `attack_${v7()}`, text, values },
    );
    return rows as object[];
  };
  const list = (name: string, word: string) =>
    JSON.stringify([{ list: name, term: word, gain: 1, half: 1, most: 1_000_000 }]);
  const caps = JSON.stringify({ name: 99, profile: 99, skill: 99, project: 99, contribution: 99, archive: 99 });
  const term = stem('wolframite');
  const hits = 'select * from search_hits($1::jsonb, $2::jsonb)';
  let open: number;
  let secret: number;
  let skill: string;

  beforeAll(async () => {
    [open, secret] = await app.database.system(async (tx) => [
      await findOrAddShared(tx, everyone),
      await findOrAddShared(tx, { community: communities['secret']!, circles: ['employee'], degree: 'C0' }),
    ]);
    await contribute({ author: 'other', community: 'secret', title: 'Wolframite', text: 'Wolframite is heavy.' });
    await addProject('Wolframite mine', 'Wolframite.', { other: 9 });
    skill = await declare('other', { en: 'Wolframite' });
    await app.database.system(async (tx) => {
      await tx.updateTable('project').set({ audience_id: secret }).where('title', '=', 'Wolframite mine').execute();
      await tx.updateTable('person_skill').set({ audience_id: secret }).where('skill_id', '=', skill).execute();
    });
    await indexDue(app.kernel);
  });

  it('list nothing of what the viewer may not read, whatever list is asked for and however much of it', async () => {
    for (const name of ['contribution', 'project']) {
      expect(await readAs([open], hits, [list(name, term), caps])).toEqual([]);
      expect(await readAs([open, secret], hits, [list(name, term), caps])).toHaveLength(1);
    }
    expect(await readAs([secret], hits, [list('archive', term), caps])).toEqual([]);
  });

  it('give whoever holds no audience nothing that has readers', async () => {
    for (const name of ['name', 'profile', 'contribution', 'project', 'archive'])
      for (const one of ['lefevre', stem('comptable'), term])
        expect(await readAs([], hits, [list(name, one), caps])).toEqual([]);
    expect(await readAs([], 'select * from search_people(array(select id from person))', [])).toEqual([]);
    expect(await readAs([], 'select skill_held(id) as held from skill', [])).not.toContainEqual({ held: true });
  });

  it('say that a skill is held only to those who may read it of somebody', async () => {
    const asked = `select skill_held('${skill}') as held, skill_term_held('${term}') as term`;
    expect(await readAs([open], asked, [])).toEqual([{ held: false, term: false }]);
    expect(await readAs([open, secret], asked, [])).toEqual([{ held: true, term: true }]);
  });

  it('name who has a skill only to those who may read it of them', async () => {
    const asked = 'select person_id as id from search_holders($1::jsonb)';
    const all = JSON.stringify([{ id: skill, most: 99 }]);
    expect(await readAs([open], asked, [all])).toEqual([]);
    expect(await readAs([], asked, [all])).toEqual([]);
    expect(await readAs([secret], asked, [all])).toEqual([{ id: people['other'] }]);
  });

  it('name the members of a project only to those who may read it, though it is asked for by its id', async () => {
    const mine = await app.database.system(
      async (tx) =>
        (await tx.selectFrom('project').select('id').where('title', '=', 'Wolframite mine').executeTakeFirstOrThrow())
          .id,
    );
    const asked = 'select person_id as id, days from search_members($1::uuid[])';
    expect(await readAs([open], asked, [`{${mine}}`])).toEqual([]);
    expect(await readAs([], asked, [`{${mine}}`])).toEqual([]);
    expect(await readAs([secret], asked, [`{${mine}}`])).toEqual([{ id: people['other'], days: 9 }]);
  });

  it('show neither who is hidden nor who left, though they are asked for by id, nor anybody under the wrong reader', async () => {
    const asked = 'select person_id as id from search_people(array(select id from person))';
    const all = await app.database.system(async (tx) =>
      (await tx.selectFrom('audience').select('id').execute()).map(({ id }) => id),
    );
    const found = await readAs(all, asked, []);
    expect(found).toContainEqual({ id: people['lefevre'] });
    expect(found).not.toContainEqual({ id: people['hidden'] });
    expect(found).not.toContainEqual({ id: people['gone'] });
    expect(await readAs([secret], asked, [])).toEqual([]);
  });

  it('read the audiences of each statement anew, and objects of their own schema alone', async () => {
    const asked = [list('contribution', term), caps];
    expect(await readAs([open, secret], hits, asked)).toHaveLength(1);
    expect(await readAs([open], hits, asked)).toEqual([]);
    const definers = await app.database.system(
      async (tx) =>
        (
          await sql<{ name: string; config: string[]; everybody: boolean }>`
            select proname as name, proconfig as config, has_function_privilege('public', oid, 'execute') as everybody
            from pg_proc where prosecdef and proname ~ '^(search_(hits|holders|members|people)|skill_(held|readable|terms|term_held|beginnings)|skills_said|own_skill_terms)$'
            order by proname collate "C"`.execute(tx)
        ).rows,
    );
    expect(definers.map(({ name }) => name)).toEqual([
      'own_skill_terms',
      'search_hits',
      'search_holders',
      'search_members',
      'search_people',
      'skill_beginnings',
      'skill_held',
      'skill_readable',
      'skill_term_held',
      'skill_terms',
      'skills_said',
    ]);
    for (const { config, everybody } of definers) {
      expect(config.some((one) => one.startsWith('search_path='))).toBe(true);
      expect(everybody).toBe(false);
    }
  });
});

describe('the order', () => {
  it('counts and reasons do not depend on hidden people, nor on evidence that the viewer may not read', async () => {
    for (const [i, author] of ['lefevre', 'martin', 'durand'].entries())
      await contribute({ author, title: `Girder ${i}`, text: `${'Girder. '.repeat(i + 1)} Riveting a truss.` });
    await addProject('Truss bridge', 'A bridge of girders.', { martin: 30, roux: 300 });
    const asked = ['girder truss', 'riveting', 'bridge of girders over the river', 'Lefevre', 'girdre'];
    const answers = async () => {
      const pages = [];
      for (const q of asked) pages.push(await ask(q), await ask(q, { for: 'route' }));
      return pages;
    };
    const before = await answers();
    for (const { items } of before) expect(items.length).toBeGreaterThan(0);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            words: fc.array(fc.constantFrom('girder', 'truss', 'riveting', 'bridge', 'river', 'lefevre', 'girdre'), {
              minLength: 1,
              maxLength: 12,
            }),
            by: fc.constantFrom('hidden', 'answerer', 'other'),
            as: fc.constantFrom('question', 'project', 'skill'),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        async (unseen) => {
          for (const { words, by, as } of unseen) {
            const text = words.join(' ');
            if (as === 'question') await contribute({ author: by, community: 'secret', title: text, text });
            else
              await app.database.system(async (tx) => {
                const id = v7();
                const audience_id = await ownAudience(tx, by);
                if (as === 'project') {
                  await tx
                    .insertInto('project')
                    .values({ id, title: text, source: text, audience_id, started_at: null, ended_at: null })
                    .execute();
                  await tx
                    .insertInto('project_member')
                    .values({ project_id: id, person_id: people[by]!, days: 9 })
                    .execute();
                } else {
                  await tx
                    .insertInto('skill')
                    .values({ id, label: JSON.stringify({ en: text }), free: true } as never)
                    .execute();
                  await tx
                    .insertInto('person_skill')
                    .values({ person_id: people[by]!, skill_id: id, audience_id, level: 'expert', tags: [] as never })
                    .execute();
                }
              });
          }
          expect(await answers()).toEqual(before);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('finds who is there also where more than are looked at of those who left, or are hidden, say more of it', async () => {
    const skills = [{ label: { en: 'Puddling' }, level: 'expert' as const }];
    const gone = Array.from({ length: 200 }, (_, i) => ({ userName: `gone${i}`, skills }));
    await addPeople(app.database, [
      ...gone.map((person, i) => ({ ...person, ...(i % 2 ? { hidden: true } : { departedAt: new Date(0) }) })),
      { userName: 'puddler', name: 'Pia Puddler', skills: [{ label: { en: 'Puddling' }, level: 'practising' }] },
    ]);
    expect(names(await ask('puddling'))).toEqual(['Pia Puddler']);
  });

  it('finds who has a skill also where others keep many words to themselves that hold the one asked for', async () => {
    await addPeople(app.database, [
      { userName: 'tinsmith', skills: [{ label: { en: 'Tinplate forming of curved sheets' }, level: 'expert' }] },
    ]);
    const before = await ask('tinplate');
    expect(names(before)).toHaveLength(1);
    const slipped = await ask('tinplaet');
    const audiences = await app.database.system(async (tx) =>
      (
        await tx
          .selectFrom('person_skill')
          .select('audience_id')
          .where('person_id', '=', before.items[0]!.person.id)
          .execute()
      ).map((row) => row.audience_id),
    );
    const known = () =>
      app.database.read(
        { person: people['viewer']!, audiences },
        {
          name: `known_${v7()}`,
          text: `select term, documents from skill_terms(array[$1::text])
            union all select term, documents from skill_beginnings($1::text, $1::text || 'z', 2000, 9)`,
          values: [stem('tinplate')],
        },
      );
    const counted = await known();
    expect(counted[0]).not.toEqual([]);
    await app.database.system(async (tx) => {
      const audience_id = await ownAudience(tx, 'other');
      for (let i = 0; i < 60; i++) {
        const id = v7();
        const label = JSON.stringify({ en: `Tinplate ${'abcdefghij'[i % 10]}${i}` });
        await tx
          .insertInto('skill')
          .values({ id, label, free: true } as never)
          .execute();
        await tx
          .insertInto('person_skill')
          .values({ person_id: people['other']!, skill_id: id, audience_id, level: 'expert', tags: [] as never })
          .execute();
      }
    });
    expect(await ask('tinplate')).toEqual(before);
    expect(await ask('tinplaet')).toEqual(slipped);
    expect(await known()).toEqual(counted);
  });

  it('does not depend on reactions, followers, acceptance, clearance or roles', async () => {
    const posts = await Promise.all(
      ['lefevre', 'martin', 'durand', 'roux'].map((author, i) =>
        contribute({ author, title: `Gasket ${i}`, text: `${'Gasket. '.repeat(i + 1)} Sealing a flange.` }),
      ),
    );
    // Asked at once below: who comes second does not wait for what the first is indexing.
    await indexDue(app.kernel);
    const asked = ['gasket flange', 'sealing'];
    const order = async () =>
      [
        ...(await Promise.all(asked.map((q) => ask(q)))),
        ...(await Promise.all(asked.map((q) => ask(q, { for: 'route' })))),
      ].map(names);
    const before = await order();
    for (const found of before) expect(found.length).toBeGreaterThan(1);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            post: fc.nat(3),
            by: fc.constantFrom('viewer', 'answerer', 'other', 'roux'),
            kind: fc.constantFrom('like', 'thanks', 'insightful'),
          }),
          { maxLength: 12 },
        ),
        fc.constantFrom('C0', 'C1', 'C2', 'C3'),
        fc.subarray(['moderator', 'admin']),
        fc.nat(3),
        async (reactions, clearance, roles, accepted) => {
          await app.database.system(async (tx) => {
            for (const { post, by, kind } of reactions) {
              const { audience_id } = await tx
                .selectFrom('post')
                .where('id', '=', posts[post]!)
                .select('audience_id')
                .executeTakeFirstOrThrow();
              await tx
                .insertInto('reaction')
                .values({
                  person_id: people[by]!,
                  subject_id: posts[post]!,
                  post_id: posts[post]!,
                  kind,
                  audience_id,
                  comment_id: null,
                  at: new Date(),
                } as never)
                .onConflict((conflict) => conflict.doNothing())
                .execute();
              await tx
                .insertInto('follow')
                .values({
                  person_id: people[by]!,
                  followed_person_id: people['martin']!,
                  followed_tag: null,
                  since: new Date(),
                })
                .onConflict((conflict) => conflict.doNothing())
                .execute();
            }
            for (const who of ['martin', 'roux'])
              await tx
                .updateTable('person')
                .set({ clearance, roles: roles as never })
                .where('id', '=', people[who]!)
                .execute();
            const comment = await tx.selectFrom('comment').select('id').executeTakeFirst();
            if (comment)
              await tx
                .updateTable('post')
                .set({ accepted_id: comment.id })
                .where('id', '=', posts[accepted]!)
                .execute();
          });
          expect(await order()).toEqual(before);
        },
      ),
      { numRuns: 8 },
    );
  });
});
