import { type Scribes, type Writing, byId } from '../scribe.ts';
import { saveSkills } from './store.ts';

export const skillScribe = ({ tx }: Writing): Scribes['skills.jsonl'] => ({
  async write(rows) {
    await saveSkills(
      tx,
      rows.map(({ id, row }) => ({ id, label: row.label, synonyms: row.synonyms })),
    );
    return byId(rows);
  },
});
