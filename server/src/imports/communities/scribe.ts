import { findPeople } from '../people/store.ts';
import { communityReaders } from '../policy.ts';
import type { Scribes, Writing } from '../scribe.ts';
import { saveCommunity, saveMembers, setCommunityAudience } from './store.ts';

export const communityScribe = ({
  tx,
  at,
  audienceOf,
  communities,
  forgetCommunities,
}: Writing): Scribes['communities.jsonl'] => ({
  async write(rows) {
    const bySlug = await communities();
    const written = new Map<string, string>();
    for (const { row, source, id: ownId } of rows) {
      // One that was founded here under that name is the same.
      const id = bySlug.get(row.id)?.id ?? ownId;
      await saveCommunity(tx, {
        id,
        slug: row.id,
        name: row.name,
        purpose: row.purpose,
        tone: row.tone,
        visibility: row.visibility,
        join_rule: row.joinRule,
        circles: row.circles,
        default_degree: row.defaultDegree,
        created_at: at.toISOString(),
      });
      await setCommunityAudience(
        tx,
        id,
        await audienceOf(communityReaders({ id, circles: row.circles, visibility: row.visibility })),
      );
      const known = await findPeople(
        tx,
        row.members.map(({ person }) => person),
      );
      const members = new Map(
        row.members.flatMap(({ person, role }) => {
          const found = known.get(person);
          return found ? [[found.id, { person_id: found.id, role }] as const] : [];
        }),
      );
      await saveMembers(tx, id, [...members.values()], at.toISOString());
      written.set(source, id);
    }
    forgetCommunities();
    return written;
  },
});
