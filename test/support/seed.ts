/** A small company to test on: people, communities and what they hold, written as the system. */
import { sql } from 'kysely';
import { v7 } from 'uuid';
import type {
  Circle,
  Degree,
  JoinRule,
  MembershipRole,
  SiteRole,
  SkillLevel,
  SkillTag,
  Visibility,
} from '@parvis/contracts';
import { findOrAddPersonal, findOrAddShared } from '../../server/src/audiences/index.ts';
import { type Database, type Transaction, listed } from '../../server/src/kernel/database/index.ts';

export type SeedPerson = {
  userName: string;
  name?: string;
  circle?: Circle;
  clearance?: Degree;
  roles?: SiteRole[];
  departedAt?: Date;
  hidden?: boolean;
  title?: string;
  unit?: string;
  site?: string;
  mail?: string;
  bio?: string;
  photo?: string;
  /** By user name, of somebody who comes earlier in the list. */
  manager?: string;
  deputy?: string;
  phone?: string;
  chat?: string;
  timeZone?: string;
  languages?: string[];
  joinedAt?: Date;
  skills?: { label: Record<string, string>; level?: SkillLevel; tags?: SkillTag[] }[];
  /** Whether they have accepted the charter, so that they may write. Default: yes, where there is one. */
  accepted?: boolean;
};

export type SeedCommunity = {
  slug: string;
  name?: string;
  purpose?: string;
  tone?: string;
  visibility?: Visibility;
  joinRule?: JoinRule;
  circles?: Circle[];
  defaultDegree?: Degree;
  members?: Record<string, MembershipRole>;
};

export type SeedProject = {
  title: string;
  text?: string;
  /** Days on it, by user name. */
  members: Record<string, number>;
};

const since = new Date('2026-01-05T08:00:00.000Z');

/** Answers the ids by user name. Profiles are read by employees and by the person's own circle; those of hidden people by themselves. */
export async function addPeople(database: Database, people: readonly SeedPerson[]): Promise<Record<string, string>> {
  return database.system(async (tx) => {
    const ids: Record<string, string> = {};
    const reluctant: string[] = [];
    for (const {
      userName,
      accepted = true,
      name = `${userName} Test`,
      circle = 'employee',
      clearance = 'C1',
      roles = [],
      departedAt,
      hidden = false,
      ...rest
    } of people) {
      const id = v7();
      ids[userName] = id;
      if (!accepted) reluctant.push(id);
      await tx
        .insertInto('person')
        .values({
          id,
          user_name: userName,
          name,
          photo: rest.photo ?? null,
          circle,
          clearance,
          roles,
          departed_at: departedAt ?? null,
          hidden,
        })
        .execute();
      const circles = [...new Set<Circle>(['employee', circle])];
      const audience = hidden
        ? await findOrAddPersonal(tx, id)
        : await findOrAddShared(tx, { community: null, circles, degree: 'C0' });
      await tx
        .insertInto('profile')
        .values({
          person_id: id,
          audience_id: audience,
          title: rest.title ?? null,
          unit: rest.unit ?? null,
          site: rest.site ?? null,
          manager_id: rest.manager ? ids[rest.manager]! : null,
          mail: rest.mail ?? null,
          phone: rest.phone ?? null,
          chat: rest.chat ?? null,
          bio: rest.bio ?? null,
          time_zone: rest.timeZone ?? null,
          languages: rest.languages ?? [],
          joined_at: rest.joinedAt ?? null,
          deputy_id: rest.deputy ? ids[rest.deputy]! : null,
        })
        .execute();
      for (const { label, level, tags = [] } of rest.skills ?? []) {
        const skill = v7();
        await tx
          .insertInto('skill')
          .values({ id: skill, label: JSON.stringify(label), synonyms: '{}' })
          .execute();
        await tx
          .insertInto('person_skill')
          .values({ person_id: id, skill_id: skill, audience_id: audience, level: level ?? null, tags })
          .execute();
      }
    }
    await acceptCharter(tx, Object.values(ids), reluctant);
    return ids;
  });
}

/** These people, or everybody, have accepted the first version of the charter, where there is one. */
export async function acceptCharter(
  tx: Transaction,
  people: readonly string[] | null = null,
  reluctant: readonly string[] = [],
): Promise<void> {
  await sql`
    insert into charter_acceptance (person_id, version, audience_id, language, digest, accepted_at)
    select p.id, v.version, person_audience(p.id), 'en', '', v.published_at from person p cross join charter_version v
    where v.version = 1 and (${people === null} or p.id = any (${listed(people ?? [])}::uuid[]))
      and p.id <> all (${listed(reluctant)}::uuid[])
    on conflict do nothing`.execute(tx);
}

/** Answers the ids by slug. `members` names people by user name. */
export async function addCommunities(
  database: Database,
  people: Record<string, string>,
  communities: readonly SeedCommunity[],
): Promise<Record<string, string>> {
  return database.system(async (tx) => {
    const ids: Record<string, string> = {};
    for (const {
      slug,
      name = slug,
      purpose = '',
      tone = '',
      visibility = 'open',
      joinRule = 'free',
      circles = ['employee'] as Circle[],
      defaultDegree = 'C1',
      members = {},
    } of communities) {
      const id = v7();
      ids[slug] = id;
      const secret = visibility === 'secret';
      await tx
        .insertInto('community')
        .values({
          id,
          slug,
          name,
          purpose,
          tone,
          visibility,
          join_rule: joinRule,
          circles,
          default_degree: defaultDegree,
          created_at: since,
          // A secret community's own audience names it, so it comes after the row: the reference is checked at commit.
          audience_id: secret ? 0 : await findOrAddShared(tx, { community: null, circles, degree: 'C0' }),
        })
        .execute();
      if (secret) {
        const audience = await findOrAddShared(tx, { community: id, circles, degree: 'C0' });
        await tx.updateTable('community').set({ audience_id: audience }).where('id', '=', id).execute();
      }
      for (const [userName, role] of Object.entries(members))
        await tx
          .insertInto('membership')
          .values({ community_id: id, person_id: people[userName]!, role, since })
          .execute();
    }
    return ids;
  });
}

/** Projects that every employee may read. */
export async function addProjects(
  database: Database,
  people: Record<string, string>,
  projects: readonly SeedProject[],
): Promise<void> {
  await database.system(async (tx) => {
    const audience = await findOrAddShared(tx, { community: null, circles: ['employee'], degree: 'C0' });
    for (const { title, text = '', members } of projects) {
      const id = v7();
      await tx
        .insertInto('project')
        .values({ id, title, source: text, audience_id: audience, started_at: null, ended_at: null })
        .execute();
      for (const [userName, days] of Object.entries(members))
        await tx.insertInto('project_member').values({ project_id: id, person_id: people[userName]!, days }).execute();
    }
  });
}
