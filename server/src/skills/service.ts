import type { SkillList, SkillQuery } from '@parvis/contracts';
import { nameWords } from '../evidence/index.ts';
import { canBeMisspelt, slipsFrom } from '../experts/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { mayManage } from './policy.ts';
import { presentName } from './present.ts';
import { type NamedRow, type Wish, findSkills, findWords } from './store.ts';

export {
  createSkill,
  getSkill,
  mergeSkill,
  previewMerge,
  setRetired,
  showVocabulary,
  updateSkill,
} from './vocabulary/index.ts';

/** What completes the name of a skill, best first. */
export async function listSkills({ database }: Kernel, viewer: Viewer, query: SkillQuery): Promise<SkillList> {
  const retired = query.retired === 'true';
  if (retired && !mayManage(viewer)) throw new Failure('forbidden', 'Only admins see what was retired.');
  const { rows } = await completeSkills({ database }, viewer, query.q, { limit: query.limit, retired });
  return { items: rows.map(presentName) };
}

/** Words of a name that are looked at for slips, and what each is taken for at most. */
const mostWords = 6;
const mostMeant = 5;

/** `slipped`: nothing is called so, and these are called nearly so. */
export async function completeSkills(
  { database }: Pick<Kernel, 'database'>,
  viewer: Viewer,
  q: string,
  wish: Wish,
): Promise<{ rows: NamedRow[]; slipped: boolean }> {
  if (q.trim() === '') return { rows: [], slipped: false };
  const found = await findSkills(database, viewer, q, wish);
  if (found.length > 0) return { rows: found, slipped: false };
  // Nothing begins so: a word that nothing begins with was meant to be another.
  const words = [...new Set(nameWords(q))].slice(0, mostWords);
  const known = new Set((await findWords(database, viewer, words, words.length || 1)).map(({ word }) => word));
  const slipped = words.find((word) => !known.has(word) && canBeMisspelt(word));
  if (slipped === undefined) return { rows: [], slipped: false };
  const meant = await findWords(database, viewer, slipsFrom(slipped), 1_000);
  // What is as long as what was typed is likelier than its beginning.
  const likely = meant
    .map(({ word }) => word)
    .sort((one, other) => Math.abs(one.length - slipped.length) - Math.abs(other.length - slipped.length))
    .slice(0, mostMeant);
  const rows = new Map<string, NamedRow>();
  for (const word of likely) {
    const instead = words.map((one) => (one === slipped ? word : one)).join(' ');
    for (const row of await findSkills(database, viewer, instead, wish)) if (!rows.has(row.id)) rows.set(row.id, row);
    if (rows.size >= wish.limit) break;
  }
  return { rows: [...rows.values()].slice(0, wish.limit), slipped: rows.size > 0 };
}
