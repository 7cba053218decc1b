/** How the rows of each file become rows of the database. */
import { type RichText, fewestCounted, limits } from '@parvis/contracts';
import { type Addressed, findOrAddPersonal, findOrAddShared } from '../audiences/index.ts';
import type { KindDetails, Transaction } from '../kernel/database/index.ts';
import { findMentions, findTags, guessLanguage, mentionKey, parseRichText, tagKey } from '../kernel/richtext/index.ts';
import { resolveSkills } from '../skills/index.ts';
import type { Settings } from '../kernel/kernel.ts';
import { pageKey } from '../pages/index.ts';
import { timeOf } from './check.ts';
import type { Files } from './files.ts';
import { idFor } from './ids.ts';
import { communityReaders, postReaders, profileReaders, projectReaders } from './policy.ts';
import type { Place, Problems } from './problems.ts';
import type { FileName, RowOf } from './source.ts';
import * as store from './store.ts';
import * as communitiesStore from './communities/store.ts';
import * as peopleStore from './people/store.ts';
import * as postsStore from './posts/store.ts';
import * as projectsStore from './projects/store.ts';
import * as skillsStore from './skills/store.ts';

/** A row to be written: new here, or other than at the last import. */
export type Fresh<Row> = { row: Row; source: string; digest: string; id: string; place: Place };

export type Scribe<Row> = {
  /** What the row is known by; default: its id. */
  source?: (row: Row) => string;
  /** Which rows are written first, then second, …; default: all at once. */
  passes?: ((row: Row) => boolean)[];
  /** Answers source → id of what was written. `fields`: all that the file speaks of, where it does not speak of everything. */
  write(rows: readonly Fresh<Row>[], fields?: ReadonlySet<string>): Promise<Map<string, string>>;
};
export type Scribes = { [Name in FileName]: Scribe<RowOf<Name>> };

const iso = (time: string | undefined): string | null => (time === undefined ? null : timeOf(time).toISOString());
const byId = (rows: readonly Fresh<unknown>[]) => new Map(rows.map(({ source, id }) => [source, id]));

/** `finish` makes the links that point forward. */
export function createScribes(
  tx: Transaction,
  { at, problems, pages, files }: { at: Date; problems: Problems; pages: Settings['pages']; files: Files },
): { scribes: Scribes; finish(): Promise<void> } {
  const audiences = new Map<string, number>();
  const audienceOf = async (readers: Addressed): Promise<number> => {
    const key = JSON.stringify([readers.community, [...readers.circles].sort(), readers.degree]);
    const known = audiences.get(key) ?? (await findOrAddShared(tx, readers));
    audiences.set(key, known);
    return known;
  };

  let communities: Map<string, communitiesStore.KnownCommunity> | undefined;
  const accepted: { post: string; comment: string | null }[] = [];
  const relations: {
    id: string;
    manager?: string;
    deputy?: string;
    absence?: RowOf<'people.jsonl'>['absence'];
    fields?: ReadonlySet<string>;
  }[] = [];

  const readTexts = async (
    texts: readonly string[],
  ): Promise<{ body: RichText; tags: string[]; language: string | null }[]> => {
    const keys = new Set(texts.flatMap(findMentions));
    const people = await peopleStore.findMentionable(tx, [...keys]);
    const mentions = new Map(people.map(({ id, name, user_name }) => [mentionKey(user_name), { id, name }]));
    return texts.map((text) => {
      const body = parseRichText(text, { mentions });
      return { body, tags: findTags(body), language: guessLanguage(text) };
    });
  };

  const skills: Scribes['skills.jsonl'] = {
    async write(rows) {
      await skillsStore.saveSkills(
        tx,
        rows.map(({ id, row }) => ({ id, label: row.label, synonyms: row.synonyms })),
      );
      return byId(rows);
    },
  };

  const people: Scribes['people.jsonl'] = {
    async write(rows, fields) {
      const speaks = (field: string) => fields === undefined || fields.has(field);
      const holders = await peopleStore.findUserNames(
        tx,
        rows.map(({ row }) => row.userName ?? row.id),
      );
      const written = new Map<string, string>();
      const wanted = rows.flatMap((fresh) => {
        const { source, row, place } = fresh;
        const userName = row.userName ?? row.id;
        const holder = holders.get(userName);
        if (holder?.source && holder.source !== source) {
          problems.add(
            place,
            `the user name "${userName}" belongs to "${holder.source}" of an earlier import: give the person another one, or that id`,
          );
          return [];
        }
        // Somebody who was here before any import is the same person.
        const id = holder && !holder.source ? holder.id : fresh.id;
        written.set(source, id);
        const { deputy, absence } = row;
        relations.push({ id, manager: row.manager === source ? undefined : row.manager, deputy, absence, fields });
        return [{ id, row }];
      });

      const saved = await peopleStore.savePeople(
        tx,
        wanted.map(({ id, row }) => ({
          id,
          user_name: row.userName ?? row.id,
          name: row.name.trim(),
          photo: row.photo ?? null,
          circle: row.circle,
          clearance: row.clearance,
          roles: row.roles,
          departed_at: iso(row.departedAt),
          hidden: row.hidden,
        })),
        columnsOf(personColumns, speaks),
      );
      const audience = new Map<string, number>();
      for (const { id, circle, hidden } of saved)
        audience.set(id, hidden ? await findOrAddPersonal(tx, id) : await audienceOf(profileReaders(circle)));
      await peopleStore.saveProfiles(
        tx,
        wanted.map(({ id, row }) => ({
          person_id: id,
          audience_id: audience.get(id)!,
          title: row.title ?? null,
          unit: row.unit ?? null,
          site: row.site ?? null,
          mail: row.mail ?? null,
          phone: row.phone ?? null,
          chat: row.chat ?? null,
          bio: row.bio ?? null,
          time_zone: row.timeZone ?? null,
          languages: row.languages,
          joined_at: iso(row.joinedAt),
          mandates: row.mandates ?? [],
        })),
        columnsOf(profileColumns, speaks),
      );
      await peopleStore.saveFields(
        tx,
        wanted.flatMap(({ id, row }) =>
          saidFields
            .filter((field) => speaks(field))
            .map((field) => ({ person_id: id, field, value: row[field] ?? null })),
        ),
      );
      await declareSkills(wanted);
      return written;
    },
  };

  /** A skill is named by its id in the vocabulary or by what it is called; an unknown name is added to the vocabulary. */
  const declareSkills = async (people: readonly { id: string; row: RowOf<'people.jsonl'> }[]): Promise<void> => {
    const names = [...new Set(people.flatMap(({ row }) => row.skills.map(({ skill }) => skill.trim())))].filter(
      (name) => name !== '',
    );
    if (names.length === 0) return;
    const imported = await store.findImported(tx, 'skill', names);
    const called = await resolveSkills(
      tx,
      names.filter((name) => !imported.has(name)),
    );
    const declared = new Map<string, peopleStore.PersonSkillValues>();
    for (const { id, row } of people)
      for (const { skill, level, tags } of row.skills) {
        const name = skill.trim();
        if (name === '') continue;
        const skillId = imported.get(name)?.id ?? called.get(name)!;
        declared.set(`${id} ${skillId}`, { person_id: id, skill_id: skillId, level: level ?? null, tags });
      }
    await peopleStore.savePersonSkills(tx, [...declared.values()]);
  };

  const communityScribe: Scribes['communities.jsonl'] = {
    async write(rows) {
      const bySlug = await communitiesStore.listAllCommunities(tx);
      const written = new Map<string, string>();
      for (const { row, source, id: ownId } of rows) {
        // One that was founded here under that name is the same.
        const id = bySlug.get(row.id)?.id ?? ownId;
        await communitiesStore.saveCommunity(tx, {
          id,
          slug: row.id,
          name: row.name,
          purpose: row.purpose,
          tone: row.tone,
          visibility: row.visibility,
          join_rule: row.joinRule,
          circles: row.circles,
          default_degree: row.defaultDegree,
          created_at: at.toISOString(),
        });
        await communitiesStore.setCommunityAudience(
          tx,
          id,
          await audienceOf(communityReaders({ id, circles: row.circles, visibility: row.visibility })),
        );
        const known = await peopleStore.findPeople(
          tx,
          row.members.map(({ person }) => person),
        );
        const members = new Map(
          row.members.flatMap(({ person, role }) => {
            const found = known.get(person);
            return found ? [[found.id, { person_id: found.id, role }] as const] : [];
          }),
        );
        await communitiesStore.saveMembers(tx, id, [...members.values()], at.toISOString());
        written.set(source, id);
      }
      communities = undefined;
      return written;
    },
  };

  const projects: Scribes['projects.jsonl'] = {
    async write(rows) {
      const audience = await audienceOf(projectReaders);
      const known = await peopleStore.findPeople(
        tx,
        rows.flatMap(({ row }) => row.members.map(({ person }) => person)),
      );
      await projectsStore.saveProjects(
        tx,
        rows.map(({ id, row }) => ({
          id,
          audience_id: audience,
          title: row.title,
          source: row.text,
          started_at: iso(row.startedAt),
          ended_at: iso(row.endedAt),
        })),
        rows.flatMap(({ id, row }) =>
          row.members.flatMap(({ person, days }) => {
            const found = known.get(person);
            return found ? [{ project_id: id, person_id: found.id, days: days ?? null }] : [];
          }),
        ),
      );
      return byId(rows);
    },
  };

  const posts: Scribes['posts.jsonl'] = {
    async write(rows) {
      communities ??= await communitiesStore.listAllCommunities(tx);
      const authors = await peopleStore.findPeople(
        tx,
        rows.map(({ row }) => row.author),
      );
      const texts = await readTexts(rows.map(({ row }) => row.text));
      const values: postsStore.PostValues[] = [];
      const kinds: postsStore.KindValues = { kudos: [], steps: [], acknowledgements: [] };
      const named = await peopleStore.findPeople(
        tx,
        rows.flatMap(({ row }) => [
          ...(row.kudos?.to ?? []),
          ...row.acknowledgedBy,
          ...row.statuses.flatMap(({ by }) => by ?? []),
        ]),
      );
      const skills = await store.findImported(
        tx,
        'skill',
        rows.flatMap(({ row }) => row.kudos?.skill ?? []),
      );
      const written = new Map<string, string>();
      for (const [index, { id, source, row }] of rows.entries()) {
        const author = authors.get(row.author);
        const community = row.community === null ? null : communities.get(row.community);
        // Deleted here since the import that knew them; so is what hangs on them.
        if (!author || community === undefined) continue;
        const { body, tags, language } = texts[index]!;
        values.push({
          id,
          audience_id: await audienceOf(postReaders(row, community, author)),
          community_id: community?.id ?? null,
          author_id: author.id,
          kind: row.kind,
          title: row.title?.trim() || null,
          body,
          source: row.text,
          link: row.link ?? null,
          page: row.link === undefined ? null : (pageKey(pages, row.link) ?? null),
          tags: [...new Set([...row.tags.map(tagKey), ...tags])].slice(
            0,
            Math.max(row.tags.length, limits.tagsPerPost),
          ),
          language: row.language ?? language,
          commenters: row.commenters,
          created_at: iso(row.createdAt)!,
          edited_at: iso(row.editedAt),
          details: detailsOf(row, skills),
          reshareable: row.reshareable,
          original_id: row.original === undefined ? null : idFor('post', row.original),
        });
        for (const [place, person] of (row.kudos?.to ?? []).entries()) {
          const found = named.get(person);
          if (found) kinds.kudos.push({ post_id: id, person_id: found.id, place });
        }
        for (const [place, { status, reason, by, movedAt }] of row.statuses.entries())
          kinds.steps.push({
            id: idFor('post', `${source} status ${place}`),
            post_id: id,
            status,
            reason: reason ?? null,
            person_id: (by !== undefined && named.get(by)?.id) || null,
            at: iso(movedAt)!,
          });
        for (const person of row.acknowledgedBy) {
          const found = named.get(person);
          // Its author knows it anyway.
          if (found && found.id !== author.id)
            kinds.acknowledgements.push({ post_id: id, person_id: found.id, at: iso(row.createdAt)! });
        }
        if (row.kind === 'question')
          accepted.push({ post: id, comment: row.accepted === undefined ? null : idFor('comment', row.accepted) });
        written.set(source, id);
      }
      if (values.length > 0) await postsStore.savePosts(tx, values);
      for (const { id, source, row, place } of rows)
        if (row.attachments && written.has(source)) await files.place(tx, id, row.attachments, place);
      await postsStore.saveKinds(tx, kinds, { at: at.toISOString(), step: fewestCounted });
      return written;
    },
  };

  const comments: Scribes['comments.jsonl'] = {
    // What is replied to comes first.
    passes: [({ parent }) => parent === undefined, ({ parent }) => parent !== undefined],
    async write(rows) {
      const authors = await peopleStore.findPeople(
        tx,
        rows.map(({ row }) => row.author),
      );
      const texts = await readTexts(rows.map(({ row }) => row.text));
      const values = rows.flatMap(({ id, row }, index): postsStore.CommentValues[] => {
        const author = authors.get(row.author);
        if (!author) return [];
        const { body, language } = texts[index]!;
        return [
          {
            id,
            post_id: idFor('post', row.post),
            parent_id: row.parent === undefined ? null : idFor('comment', row.parent),
            author_id: author.id,
            body,
            source: row.text,
            language,
            created_at: iso(row.createdAt)!,
            edited_at: iso(row.editedAt),
          },
        ];
      });
      const saved = values.length > 0 ? await postsStore.saveComments(tx, values) : new Set<string>();
      return byId(rows.filter(({ id }) => saved.has(id)));
    },
  };

  const answers: Scribes['answers.jsonl'] = {
    source: ({ person, post }) => JSON.stringify([person, post]),
    async write(rows) {
      const known = await peopleStore.findPeople(
        tx,
        rows.map(({ row }) => row.person),
      );
      const here = rows.filter(({ row }) => known.has(row.person));
      await postsStore.saveAnswers(
        tx,
        here.map(({ row }) => ({
          person_id: known.get(row.person)!.id,
          post_id: idFor('post', row.post),
          options: row.options.map(String),
        })),
        at.toISOString(),
      );
      return byId(here);
    },
  };

  const reactions: Scribes['reactions.jsonl'] = {
    source: ({ person, post, comment, kind }) => JSON.stringify([person, post ?? null, comment ?? null, kind]),
    async write(rows) {
      const known = await peopleStore.findPeople(
        tx,
        rows.map(({ row }) => row.person),
      );
      const here = rows.filter(({ row }) => known.has(row.person));
      const values = here.map(({ row }) => ({
        person_id: known.get(row.person)!.id,
        post_id: row.post === undefined ? null : idFor('post', row.post),
        comment_id: row.comment === undefined ? null : idFor('comment', row.comment),
        kind: row.kind,
      }));
      if (values.length > 0) await postsStore.saveReactions(tx, values);
      return byId(here);
    },
  };

  return {
    scribes: {
      'skills.jsonl': skills,
      'people.jsonl': people,
      'communities.jsonl': communityScribe,
      'projects.jsonl': projects,
      'posts.jsonl': posts,
      'comments.jsonl': comments,
      'reactions.jsonl': reactions,
      'answers.jsonl': answers,
    },
    async finish() {
      for (const some of slices(relations)) {
        const fields = some[0]?.fields;
        const speaks = (field: string) => fields === undefined || fields.has(field);
        const known = await peopleStore.findPeople(
          tx,
          some.flatMap(({ manager, deputy, absence }) =>
            [manager, deputy, absence?.deputy].filter((id) => id !== undefined),
          ),
        );
        const idOf = (source: string | undefined) => (source === undefined ? null : (known.get(source)?.id ?? null));
        const links = some.map(({ id, manager, deputy }) => ({ id, manager: idOf(manager), deputy: idOf(deputy) }));
        await peopleStore.linkPeople(tx, links, { manager: speaks('manager'), deputy: speaks('deputy') });
        if (speaks('absence'))
          await peopleStore.saveFields(
            tx,
            some.map(({ id, absence }) => ({
              ...{ person_id: id, field: 'absence' },
              value: absence ? { ...absence, deputy: idOf(absence.deputy) } : null,
            })),
          );
      }
      for (const some of slices(accepted)) await postsStore.linkAccepted(tx, some);
    },
  };
}

/** What a post has of its kind alone; of most nothing. */
function detailsOf(row: RowOf<'posts.jsonl'>, skills: ReadonlyMap<string, store.Imported>): KindDetails | null {
  if (row.poll) {
    const { options, multiple, secret, closesAt } = row.poll;
    return {
      options: options.map((label, index) => ({ id: String(index + 1), label })),
      multiple,
      secret,
      closesAt: iso(closesAt)!,
      step: fewestCounted,
    };
  }
  const last = row.statuses.at(-1);
  if (last) return { status: last.status, reason: last.reason ?? null, at: iso(last.movedAt)! };
  const skill = row.kudos?.skill === undefined ? undefined : skills.get(row.kudos.skill);
  return skill ? { skill: skill.id } : null;
}

const linksAtOnce = 1_000;

function* slices<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += linksAtOnce) yield items.slice(start, start + linksAtOnce);
}

/** Column → the field that speaks of it. */
const personColumns = {
  user_name: 'userName',
  name: 'name',
  photo: 'photo',
  circle: 'circle',
  clearance: 'clearance',
  roles: 'roles',
  departed_at: 'departedAt',
  hidden: 'hidden',
};
const profileColumns = {
  title: 'title',
  unit: 'unit',
  site: 'site',
  mail: 'mail',
  phone: 'phone',
  chat: 'chat',
  bio: 'bio',
  time_zone: 'timeZone',
  languages: 'languages',
  joined_at: 'joinedAt',
  mandates: 'mandates',
};
/** What the profile has no column for. */
const saidFields = ['pronouns', 'pronunciation', 'workingHours'] as const;
const columnsOf = (columns: Record<string, string>, speaks: (field: string) => boolean): string[] =>
  Object.entries(columns).flatMap(([column, field]) => (speaks(field) ? [column] : []));
