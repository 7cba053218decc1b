/**
 * Those of the closed lists and limits that elements need for the first they show of themselves. They stand apart so that
 * a page loads them without the others.
 */

/** Populations that are kept apart unless an audience names several. */
export const circles = ['employee', 'client', 'supplier'] as const;
export type Circle = (typeof circles)[number];

export const postKinds = ['update', 'question', 'link', 'announcement', 'kudos', 'idea', 'poll'] as const;
export type PostKind = (typeof postKinds)[number];

/** The known words. Which of them are offered, and in which order, an installation configures. */
export const reactionKinds = ['thanks', 'like', 'insightful', 'celebrate', 'support', 'curious'] as const;
export type ReactionKind = (typeof reactionKinds)[number];

/**
 * `everyone`: what is addressed to no community. `page`: what leads to a page of the intranet. `bookmarks` and `mine` are
 * the viewer's own; `drafts` is what they have not published yet.
 */
export const feedScopes = [
  'home',
  'everyone',
  'community',
  'person',
  'tag',
  'page',
  'bookmarks',
  'mine',
  'drafts',
] as const;
export type FeedScope = (typeof feedScopes)[number];

/** Those that a reader's own tool can subscribe to. */
export const readableScopes = ['home', 'community', 'person', 'tag', 'page'] as const satisfies readonly FeedScope[];
export type ReadableScope = (typeof readableScopes)[number];

export { type SubjectKind, subjectKinds } from './subjects.ts';

/** `know`: who knows the subject; `route`: who is likely to answer now. */
export const expertPurposes = ['know', 'route'] as const;
export type ExpertPurpose = (typeof expertPurposes)[number];

/** Lengths in characters. */
export const shownLimits = { title: 200, query: 2_000, search: 200 } as const;
