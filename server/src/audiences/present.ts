import type { Audience, Circle, Degree } from '@parvis/contracts';
import { type Viewer, knownCommunity, sharedAudience } from '../kernel/viewer/index.ts';

export type AudienceRow = {
  community_id: string | null;
  community_slug: string | null;
  community_name: string | null;
  audience_circles: Circle[] | null;
  audience_degree: Degree | null;
};

/** The same from the viewer's standing, so that what is read in numbers needs no join for it. */
export function describeAudience(viewer: Viewer, audience: number, communityId: string | null): AudienceRow {
  const shared = sharedAudience(viewer, audience);
  const community = knownCommunity(viewer, communityId);
  return {
    community_id: community?.id ?? null,
    community_slug: community?.slug ?? null,
    community_name: community?.name ?? null,
    audience_circles: shared?.circles ?? null,
    audience_degree: shared?.degree ?? null,
  };
}

/** Something held or removed is in an audience of its own: it reads as confidential, for nobody but its author. */
export const presentAudience = (row: AudienceRow): Audience => ({
  community: row.community_id
    ? { id: row.community_id, slug: row.community_slug ?? '', name: row.community_name ?? '' }
    : null,
  circles: row.audience_circles ?? ['employee'],
  degree: row.audience_degree ?? 'C3',
});
