import type { Circle, FieldAudience, OwnField, OwnProfile, OwnSkill, ProfileField } from '@parvis/contracts';
import { profileFields } from '@parvis/contracts/tables';
import { type ReferenceRow, byLevel, presentReference, presentSkill } from '../present.ts';
import type { ProfileRow } from '../store.ts';
import type { ChoosableRow, OwnFieldRow, OwnSkillRow } from './store.ts';

type Around = {
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

export function presentOwn(row: ProfileRow, around: Around): OwnProfile {
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
      ...around.communities.map(({ id, slug, name }) => ({ kind: 'community' as const, community: { id, slug, name } })),
      { kind: 'self', community: null },
    ],
    deputy: around.deputy ? presentReference(around.deputy) : null,
    directory: around.directory,
  };
}
