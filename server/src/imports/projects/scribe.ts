import { findPeople } from '../people/store.ts';
import { projectReaders } from '../policy.ts';
import { type Scribes, type Writing, byId, iso } from '../scribe.ts';
import { saveProjects } from './store.ts';

export const projectScribe = ({ tx, audienceOf }: Writing): Scribes['projects.jsonl'] => ({
  async write(rows) {
    const audience = await audienceOf(projectReaders);
    const known = await findPeople(
      tx,
      rows.flatMap(({ row }) => row.members.map(({ person }) => person)),
    );
    await saveProjects(
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
});
