import type { Marker, PostReference, Reading } from '@parvis/contracts';
import { type ReferenceRow, presentReference } from '../people/index.ts';
import type { MarkedRow, MarkerRow } from './store.ts';

export const presentMarker = ({ place, at, moved_at }: MarkerRow): Marker => ({
  place,
  at: at.toISOString(),
  movedAt: moved_at.toISOString(),
});

/** A post is named by its title, else by its first words. */
export type Named = Omit<MarkedRow, 'title' | 'body'> & { title: string };

const presentPostReference = ({ id, title, author }: Named): PostReference => ({ id, title, author });

export const presentReading = (found: {
  markers: MarkerRow[];
  people: ReferenceRow[];
  tags: string[];
  posts: Named[];
  communities: { id: string; slug: string; name: string; until: Date }[];
}): Reading => ({
  markers: found.markers.map(presentMarker),
  people: found.people.map(presentReference),
  tags: found.tags,
  posts: found.posts.filter(({ followed }) => followed).map(presentPostReference),
  mutes: [
    ...found.communities.map(({ until, ...community }) => ({ until: until.toISOString(), community, post: null })),
    ...found.posts.flatMap((post) =>
      post.muted_until
        ? [{ until: post.muted_until.toISOString(), community: null, post: presentPostReference(post) }]
        : [],
    ),
  ],
  news: found.posts
    .filter(({ comments, muted_until }) => comments > 0 && !muted_until)
    .map((post) => ({ ...presentPostReference(post), comments: post.comments })),
});
