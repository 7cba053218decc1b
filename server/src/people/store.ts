import { sql } from 'kysely';
import type { Circle, ProfileField, SkillLevel, SkillTag } from '@parvis/contracts';
import { type Labels, type Transaction, isUuid } from '../kernel/database/index.ts';
import type { ReferenceRow } from './present.ts';

export type ProfileRow = {
  id: string;
  user_name: string;
  name: string;
  photo: string | null;
  circle: Circle;
  departed_at: Date | null;
  title: string | null;
  unit: string | null;
  site: string | null;
  manager_id: string | null;
  mail: string | null;
  phone: string | null;
  chat: string | null;
  bio: string | null;
  time_zone: string | null;
  languages: string[];
  joined_at: Date | null;
  deputy_id: string | null;
  mandates: string[];
  audience_id: number;
};

export type SkillRow = { id: string; label: Labels; level: SkillLevel | null; tags: SkillTag[] };

/** The profile of somebody hidden is in their own audience alone. */
export const findProfile = (tx: Transaction, idOrUserName: string): Promise<ProfileRow | undefined> =>
  tx
    .selectFrom('profile')
    .innerJoin('person', 'person.id', 'profile.person_id')
    .where((where) =>
      where.or([
        where('person.user_name', '=', idOrUserName),
        ...(isUuid(idOrUserName) ? [where('person.id', '=', idOrUserName)] : []),
      ]),
    )
    .select([
      'person.id',
      'person.user_name',
      'person.name',
      'person.photo',
      'person.circle',
      'person.departed_at',
      'profile.title',
      'profile.unit',
      'profile.site',
      'profile.manager_id',
      'profile.mail',
      'profile.phone',
      'profile.chat',
      'profile.bio',
      'profile.time_zone',
      'profile.languages',
      'profile.joined_at',
      'profile.deputy_id',
      'profile.mandates',
      'profile.audience_id',
    ])
    .executeTakeFirst();

export type FieldRow = { field: ProfileField; value: unknown };

/** What somebody says of themselves, of what the viewer may read. */
export const listFields = (tx: Transaction, person: string): Promise<FieldRow[]> =>
  tx.selectFrom('profile_field').where('person_id', '=', person).select(['field', 'value']).execute();

export const listSkills = (tx: Transaction, person: string): Promise<SkillRow[]> =>
  tx
    .selectFrom('person_skill')
    .innerJoin('skill', 'skill.id', 'person_skill.skill_id')
    .where('person_skill.person_id', '=', person)
    .select(['skill.id', 'skill.label', 'person_skill.level', 'person_skill.tags'])
    .orderBy('skill.id')
    .execute();

/** As the system. */
export const saveMandates = async (tx: Transaction, person: string, mandates: string[]): Promise<void> => {
  await tx.updateTable('profile').set({ mandates }).where('person_id', '=', person).execute();
};

export const isFollowed = async (tx: Transaction, viewer: string, person: string): Promise<boolean> =>
  (await tx
    .selectFrom('follow')
    .where('person_id', '=', viewer)
    .where('followed_person_id', '=', person)
    .select('since')
    .executeTakeFirst()) !== undefined;

/** Those of the given people whose profile the viewer may read. */
export const findReferences = async (tx: Transaction, ids: readonly string[]): Promise<Map<string, ReferenceRow>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('profile')
    .innerJoin('person', 'person.id', 'profile.person_id')
    .where('person.id', 'in', [...ids])
    .select(['person.id', 'person.name', 'person.photo', 'person.circle', 'person.departed_at'])
    .execute();
  return new Map(rows.map((row) => [row.id, { ...row, open: true }]));
};

/** User names in small letters (see `mentionKey`) → people whom the viewer may mention. */
export const findByUserNames = (
  tx: Transaction,
  keys: readonly string[],
): Promise<{ id: string; name: string; user_name: string }[]> =>
  keys.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('profile')
        .innerJoin('person', 'person.id', 'profile.person_id')
        .where(sql<string>`lower(person.user_name)`, 'in', [...keys])
        .select(['person.id', 'person.name', 'person.user_name'])
        .execute();

/** Everybody's byline; `open` where the viewer may read the profile. */
export const findBylines = async (tx: Transaction, ids: readonly string[]): Promise<Map<string, ReferenceRow>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('person')
    .leftJoin('profile', 'profile.person_id', 'person.id')
    .where('person.id', 'in', [...ids])
    .select(({ eb }) => [
      'person.id',
      'person.name',
      'person.photo',
      'person.circle',
      'person.departed_at',
      eb('profile.person_id', 'is not', null).$castTo<boolean>().as('open'),
    ])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
};
