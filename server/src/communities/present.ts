import type { Community } from '@parvis/contracts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { canJoin, canLeave, canModerate, canWrite } from './policy.ts';
import type { CommunityRow } from './store.ts';

export const presentCommunity = (viewer: Viewer, row: CommunityRow): Community => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  purpose: row.purpose,
  tone: row.tone,
  visibility: row.visibility,
  joinRule: row.join_rule,
  circles: row.circles,
  defaultDegree: row.default_degree,
  members: row.member_count,
  membership: row.role && row.since ? { role: row.role, since: row.since.toISOString() } : null,
  ...(Object.hasOwn(viewer.mutes.communities, row.id) && {
    mutedUntil: new Date(viewer.mutes.communities[row.id]!).toISOString(),
  }),
  abilities: {
    join: canJoin(viewer, row),
    leave: canLeave(row),
    write: canWrite(row),
    moderate: canModerate(viewer, row),
  },
});
