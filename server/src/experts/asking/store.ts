import { type Database, type Standing, rowsOf } from '../../kernel/database/index.ts';
import { type Sought, askedIn } from '../store.ts';

/** Contributions about it that are looked at, the best first. */
const most = 40;

/** Community → how much that the viewer may read there is about it; one that is about it counts more than several that touch it. */
export async function readTalk(
  database: Database,
  standing: Standing,
  sought: readonly Sought[],
): Promise<Map<string, number>> {
  const inContributions = sought.filter(({ list }) => list === 'contribution');
  if (inContributions.length === 0) return new Map();
  const rows = await rowsOf<{ id: string; score: number }>(
    database,
    standing,
    'experts_talk',
    `select o.community_id as id, sum(hit.score * hit.score) as score
      from (select subject_id, score from search_hits($1::jsonb, $2::jsonb) order by score desc, subject_id limit ${most}) hit
      cross join lateral (
        select p.community_id from post p where p.id = hit.subject_id
        union all
        select p.community_id from comment c join post p on p.id = c.post_id where c.id = hit.subject_id
      ) o
      where o.community_id is not null group by 1`,
    askedIn(inContributions, 'everywhere'),
  );
  return new Map(rows.map(({ id, score }) => [id, Number(score)]));
}
