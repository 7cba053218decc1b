import type { ParvisElementClass } from './internal/define.ts';

type Found = Record<string, unknown>;

/** The module of every element by its tag without the prefix, fetched when it is asked for. */
export const elements: Record<string, () => Promise<Found>> = {
  provider: () => import('./provider/provider.ts'),
  person: () => import('./person/person.ts'),
  'profile-card': () => import('./profile-card/profile-card.ts'),
  feed: () => import('./feed/feed.ts'),
  post: () => import('./post/post.ts'),
  composer: () => import('./composer/composer.ts'),
  'flag-button': () => import('./flag-button/flag-button.ts'),
  'expertise-search': () => import('./expertise-search/expertise-search.ts'),
  moderation: () => import('./moderation/moderation.ts'),
  discussion: () => import('./discussion/discussion.ts'),
  count: () => import('./count/count.ts'),
  'feed-keys': () => import('./feed-keys/feed-keys.ts'),
  charter: () => import('./charter/charter.ts'),
  skills: () => import('./skills/skills.ts'),
  communities: () => import('./communities/communities.ts'),
};

/** The class of this name in its module: told by the name that it has anyway, every page downloads this. */
export const classIn = (found: Found, name: string) =>
  Object.values(found).find((one) => (one as ParvisElementClass).elementName === name) as ParvisElementClass;
