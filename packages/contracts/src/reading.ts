import { z } from 'zod';
import { CommunityReference, Id, Slug, Timestamp } from './common.ts';
import { PersonReference } from './people.ts';
import { Tag } from './posts.ts';

/** Where a position of reading is kept: the home, what is addressed to everyone, or a community by its id or slug. */
export const MarkerPlace = z.union([z.enum(['home', 'everyone']), Id, Slug]);
export const MarkerParams = z.object({ place: MarkerPlace });

/** How far the viewer has read in one place. Theirs alone. */
export const Marker = z.object({
  /** `home`, `everyone`, or the id of a community. */
  place: z.string(),
  /** When the newest post was written that they have seen. */
  at: Timestamp,
  /** When they saw it: since then they are up to date. */
  movedAt: Timestamp,
});
export type Marker = z.infer<typeof Marker>;

/** Moves forward only: what comes later from another device and says less changes nothing. */
export const MarkerMove = z.strictObject({ at: Timestamp });

export const MuteCreate = z.strictObject({
  /** Up to 31 days from now. */
  until: Timestamp,
});

export const TagParams = z.object({ tag: Tag });
/** A tag as the viewer stands to it. */
export const TagView = z.object({ tag: z.string(), followed: z.boolean() });
export type TagView = z.infer<typeof TagView>;

/** A post in a list of names: its title, or its first words. */
export const PostReference = z.object({ id: Id, title: z.string(), author: z.string() });
export type PostReference = z.infer<typeof PostReference>;

/**
 * What the viewer set for their own reading, of what they may still read: theirs alone, and all of it to take along
 * (bookmarks are the posts of `scope=bookmarks`).
 */
export const Reading = z.object({
  markers: z.array(Marker),
  people: z.array(PersonReference),
  tags: z.array(z.string()),
  posts: z.array(PostReference),
  /** Of a community or of one post. */
  mutes: z.array(
    z.object({ until: Timestamp, community: CommunityReference.nullable(), post: PostReference.nullable() }),
  ),
  /** Followed posts that others commented on since the viewer looked; the latest comment first. */
  news: z.array(PostReference.extend({ comments: z.number().int() })),
});
export type Reading = z.infer<typeof Reading>;
