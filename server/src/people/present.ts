import type {
  Absence,
  Circle,
  Confirmation,
  FieldAudience,
  OwnField,
  OwnProfile,
  OwnSkill,
  Person,
  PersonReference,
  PersonSkill,
  PersonSummary,
  ProfileField,
  SkillLevel,
  Surroundings,
  WorkingHours,
} from '@parvis/contracts';
import { profileFields, skillLevels } from '@parvis/contracts/tables';
import { type ReceiptRow, isPending, presentReceipt } from '../receipts/index.ts';
import type { ColleagueRow, ConfirmationRow, RecentRow, SummaryRow } from './around/store.ts';
import type { ChoosableRow, OwnFieldRow, OwnSkillRow } from './own/store.ts';
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
): Omit<Person, 'bioLanguage'> => {
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
    away && away.until >= around.today ? { from: away.from, until: away.until, deputy: reference(away.deputy) } : null;
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

type OwnAround = {
  fields: OwnFieldRow[];
  skills: OwnSkillRow[];
  communities: ChoosableRow[];
  deputy: ReferenceRow | undefined;
  editable: readonly ProfileField[];
  directory: { name: Record<string, string>; address: string | null };
};

const directoryValue = (row: ProfileRow, field: ProfileField): OwnField['value'] => {
  switch (field) {
    case 'bio':
      return row.bio;
    case 'phone':
      return row.phone;
    case 'timeZone':
      return row.time_zone;
    case 'languages':
      return row.languages.length > 0 ? row.languages : null;
    default:
      return null;
  }
};

const readersFor = (circle: Circle): OwnProfile['readers'][number]['kind'][] =>
  circle === 'employee' ? ['profile'] : ['profile', 'employees'];

const readersOf = ({ readers, community }: OwnFieldRow | OwnSkillRow): FieldAudience => ({ kind: readers, community });

export function presentOwn(row: ProfileRow, around: OwnAround): OwnProfile {
  return {
    person: presentReference({ ...row, open: true }),
    fields: profileFields.map((field): OwnField => {
      const found = around.fields.find((one) => one.field === field);
      return {
        field,
        value: found ? (found.value as OwnField['value']) : directoryValue(row, field),
        readers: found ? readersOf(found) : { kind: 'profile', community: null },
        source: found?.own ? 'self' : 'directory',
        editable: around.editable.includes(field),
        version: found?.version ?? 0,
      };
    }),
    skills: around.skills
      .map((skill): OwnSkill => ({ ...presentSkill(skill), readers: readersOf(skill), version: skill.version }))
      .sort(byLevel),
    readers: [
      ...readersFor(row.circle).map((kind) => ({ kind, community: null })),
      ...around.communities.map(({ id, slug, name }) => ({
        kind: 'community' as const,
        community: { id, slug, name },
      })),
      { kind: 'self', community: null },
    ],
    deputy: around.deputy ? presentReference(around.deputy) : null,
    directory: around.directory,
  };
}

export const presentSummary = (row: SummaryRow): PersonSummary => ({
  ...presentReference(row),
  title: row.title,
  unit: row.unit,
  site: row.site,
});

export const presentColleague = (row: ColleagueRow): Surroundings['colleagues'][number] => ({
  person: presentReference(row),
  project: row.project,
});

export const presentConfirmation = (
  skill: string,
  row: ConfirmationRow | undefined,
  confirm: boolean,
): Confirmation => ({
  skill,
  people: row?.people.map(presentReference) ?? [],
  more: row?.more ?? false,
  confirmed: row?.confirmed ?? false,
  abilities: { confirm },
});

export const presentRecent = (row: RecentRow, text: string): Surroundings['contributions'][number] => ({
  id: row.id,
  kind: row.kind,
  post: row.post_id,
  page: row.page,
  title: row.title,
  text,
  at: row.created_at.toISOString(),
});
