import type {
  Absence,
  Circle,
  Person,
  PersonReference,
  PersonSkill,
  ProfileField,
  SkillLevel,
  WorkingHours,
} from '@parvis/contracts';
import { skillLevels } from '@parvis/contracts/tables';
import { type ReceiptRow, isPending, presentReceipt } from '../receipts/index.ts';
import type { FieldRow, ProfileRow, SkillRow } from './store.ts';

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

export const presentSkill = (row: SkillRow): PersonSkill => ({
  id: row.id,
  label: row.label,
  level: row.level,
  tags: row.tags,
});

/** What each field holds, as the database keeps it. */
export type FieldValues = {
  bio: string;
  pronouns: string;
  pronunciation: string;
  phone: string;
  languages: string[];
  timeZone: string;
  workingHours: WorkingHours;
  absence: { from: string; until: string; deputy: string | null };
};

/** Strongest first. */
export const byLevel = (one: PersonSkill, other: PersonSkill): number => rank(other.level) - rank(one.level);

const rank = (level: SkillLevel | null) => (level ? skillLevels.indexOf(level) : -1);

export const presentPerson = (
  row: ProfileRow,
  around: {
    skills: SkillRow[];
    fields: FieldRow[];
    /** Day of the year where nothing else is known of where they are: `2026-11-20`. */
    today: string;
    references: ReadonlyMap<string, ReferenceRow>;
    chat: string | null;
    mine: boolean;
    flag: ReceiptRow | undefined;
    followed: boolean;
    admin: boolean;
  },
): Person => {
  const reference = (id: string | null): PersonReference | null => {
    const found = id ? around.references.get(id) : undefined;
    return found ? presentReference(found) : null;
  };
  // What a row says stands in the place of what the directory says.
  const said = <Field extends ProfileField>(
    field: Field,
    otherwise: FieldValues[Field] | null,
  ): FieldValues[Field] | null => {
    const found = around.fields.find((one) => one.field === field);
    return found ? (found.value as FieldValues[Field] | null) : otherwise;
  };
  const here = row.departed_at === null;
  const away = here ? said('absence', null) : null;
  const absence: Absence | null =
    away && away.until >= around.today
      ? { from: away.from, until: away.until, deputy: reference(away.deputy) }
      : null;
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
    phone: here ? said('phone', row.phone) : null,
    chat: around.chat,
    bio: said('bio', row.bio),
    timeZone: said('timeZone', row.time_zone),
    workingHours: here ? said('workingHours', null) : null,
    absence,
    languages: said('languages', row.languages) ?? [],
    pronouns: said('pronouns', null),
    pronunciation: said('pronunciation', null),
    mandates: here ? row.mandates : [],
    skills: around.skills.map(presentSkill).sort(byLevel),
    joinedAt: row.joined_at?.toISOString() ?? null,
    departedAt: row.departed_at?.toISOString() ?? null,
    deputy: reference(row.deputy_id),
    flag: around.flag ? presentReceipt(around.flag) : null,
    followed: around.followed,
    abilities: {
      open: true,
      flag: !around.mine && !isPending(around.flag ?? null),
      follow: !around.mine && (here || around.followed),
      edit: around.mine,
      mandate: around.admin && here,
    },
  };
};
