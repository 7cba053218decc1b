import { findOrAddPersonal } from '../../audiences/index.ts';
import { resolveSkills } from '../../skills/index.ts';
import { profileReaders } from '../policy.ts';
import { type Scribes, type Writing, iso, slices } from '../scribe.ts';
import type { RowOf } from '../source.ts';
import { findImported } from '../store.ts';
import * as store from './store.ts';

/** `link` makes the links from person to person, once everybody is there. */
export function peopleScribe({ tx, problems, audienceOf }: Writing): {
  scribe: Scribes['people.jsonl'];
  link(): Promise<void>;
} {
  const relations: {
    id: string;
    manager?: string;
    deputy?: string;
    absence?: RowOf<'people.jsonl'>['absence'];
    fields?: ReadonlySet<string>;
  }[] = [];

  /** A skill is named by its id in the vocabulary or by what it is called; an unknown name is added to the vocabulary. */
  const declareSkills = async (people: readonly { id: string; row: RowOf<'people.jsonl'> }[]): Promise<void> => {
    const names = [...new Set(people.flatMap(({ row }) => row.skills.map(({ skill }) => skill.trim())))].filter(
      (name) => name !== '',
    );
    if (names.length === 0) return;
    const imported = await findImported(tx, 'skill', names);
    const called = await resolveSkills(
      tx,
      names.filter((name) => !imported.has(name)),
    );
    const declared = new Map<string, store.PersonSkillValues>();
    for (const { id, row } of people)
      for (const { skill, level, tags } of row.skills) {
        const name = skill.trim();
        if (name === '') continue;
        const skillId = imported.get(name)?.id ?? called.get(name)!;
        declared.set(`${id} ${skillId}`, { person_id: id, skill_id: skillId, level: level ?? null, tags });
      }
    await store.savePersonSkills(tx, [...declared.values()]);
  };

  const scribe: Scribes['people.jsonl'] = {
    async write(rows, fields) {
      const speaks = (field: string) => fields === undefined || fields.has(field);
      const holders = await store.findUserNames(
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

      const saved = await store.savePeople(
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
      await store.saveProfiles(
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
      await store.saveFields(
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

  return {
    scribe,
    async link() {
      for (const some of slices(relations)) {
        const fields = some[0]?.fields;
        const speaks = (field: string) => fields === undefined || fields.has(field);
        const known = await store.findPeople(
          tx,
          some.flatMap(({ manager, deputy, absence }) =>
            [manager, deputy, absence?.deputy].filter((id) => id !== undefined),
          ),
        );
        const idOf = (source: string | undefined) => (source === undefined ? null : (known.get(source)?.id ?? null));
        const links = some.map(({ id, manager, deputy }) => ({ id, manager: idOf(manager), deputy: idOf(deputy) }));
        await store.linkPeople(tx, links, { manager: speaks('manager'), deputy: speaks('deputy') });
        if (speaks('absence'))
          await store.saveFields(
            tx,
            some.map(({ id, absence }) => ({
              ...{ person_id: id, field: 'absence' },
              value: absence ? { ...absence, deputy: idOf(absence.deputy) } : null,
            })),
          );
      }
    },
  };
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
