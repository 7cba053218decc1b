import { z } from 'zod';
import { Id, ListQuery, Timestamp, pageOf } from './common.ts';
import { contributionKinds, publicationStates } from './tables.ts';

/** What the viewer wrote, as they wrote it: theirs to take along and to delete, also where they read it no longer. */
export const Contribution = z.object({
  kind: z.enum(contributionKinds),
  id: Id,
  /** The post that it is, or that it answers. */
  post: Id,
  title: z.string().nullable(),
  /** Markdown. */
  text: z.string(),
  link: z.string().nullable(),
  /** Of a poll the options it offers, of an answer to one those that were chosen: none that a secret poll would know. */
  options: z.array(z.string()),
  tags: z.array(z.string()),
  state: z.enum(publicationStates),
  /** Whether the viewer still reads it where it stands. */
  readable: z.boolean(),
  createdAt: Timestamp,
  editedAt: Timestamp.nullable(),
});
export type Contribution = z.infer<typeof Contribution>;

/** Newest first. */
export const ContributionPage = pageOf(Contribution);
export type ContributionPage = z.infer<typeof ContributionPage>;
export const ContributionQuery = ListQuery;
