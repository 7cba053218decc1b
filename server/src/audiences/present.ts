import type { Audience, Circle, Degree } from '@parvis/contracts';

export type AudienceRow = {
  community_id: string | null;
  community_slug: string | null;
  community_name: string | null;
  audience_circles: Circle[] | null;
  audience_degree: Degree | null;
};

/** Something held or removed is in an audience of its own: it reads as confidential, for nobody but its author. */
export const presentAudience = (row: AudienceRow): Audience => ({
  community: row.community_id
    ? { id: row.community_id, slug: row.community_slug ?? '', name: row.community_name ?? '' }
    : null,
  circles: row.audience_circles ?? ['employee'],
  degree: row.audience_degree ?? 'C3',
});
