import type { Circle, Person, PersonReference, PersonSkill, SkillLevel } from '@parvis/contracts';
import { skillLevels } from '@parvis/contracts/tables';
import { type ReceiptRow, isPending, presentReceipt } from '../receipts/index.ts';
import type { ProfileRow, SkillRow } from './store.ts';

/** A person as joined beside something they wrote; `open` is whether the viewer may read their profile. */
export type BylineRow = {
  author_id: string;
  author_name: string;
  author_photo: string | null;
  author_circle: Circle;
  author_departed_at: Date | null;
  author_open: boolean;
};

export const presentByline = (row: BylineRow): PersonReference => ({
  id: row.author_id,
  name: row.author_name,
  photo: row.author_photo,
  circle: row.author_circle,
  departed: row.author_departed_at !== null,
  abilities: { open: row.author_open },
});

export type ReferenceRow = {
  id: string;
  name: string;
  photo: string | null;
  circle: Circle;
  departed_at: Date | null;
  open: boolean;
};

export const presentReference = (row: ReferenceRow): PersonReference => ({
  id: row.id,
  name: row.name,
  photo: row.photo,
  circle: row.circle,
  departed: row.departed_at !== null,
  abilities: { open: row.open },
});

const presentSkill = (row: SkillRow): PersonSkill => ({
  id: row.id,
  label: row.label,
  level: row.level,
  tags: row.tags,
});

const rank = (level: SkillLevel | null) => (level ? skillLevels.indexOf(level) : -1);

export const presentPerson = (
  row: ProfileRow,
  around: {
    skills: SkillRow[];
    references: ReadonlyMap<string, ReferenceRow>;
    chat: string | null;
    mine: boolean;
    flag: ReceiptRow | undefined;
    followed: boolean;
  },
): Person => {
  const reference = (id: string | null): PersonReference | null => {
    const found = id ? around.references.get(id) : undefined;
    return found ? presentReference(found) : null;
  };
  return {
    id: row.id,
    userName: row.user_name,
    name: row.name,
    photo: row.photo,
    circle: row.circle,
    departed: row.departed_at !== null,
    title: row.title,
    unit: row.unit,
    site: row.site,
    manager: reference(row.manager_id),
    // What reached somebody who left reaches nobody, or somebody else.
    mail: row.departed_at ? null : row.mail,
    phone: row.departed_at ? null : row.phone,
    chat: around.chat,
    bio: row.bio,
    timeZone: row.time_zone,
    languages: row.languages,
    skills: around.skills.map(presentSkill).sort((a, b) => rank(b.level) - rank(a.level)),
    joinedAt: row.joined_at?.toISOString() ?? null,
    departedAt: row.departed_at?.toISOString() ?? null,
    deputy: reference(row.deputy_id),
    flag: around.flag ? presentReceipt(around.flag) : null,
    followed: around.followed,
    abilities: {
      open: true,
      flag: !around.mine && !isPending(around.flag ?? null),
      follow: !around.mine && (row.departed_at === null || around.followed),
    },
  };
};
