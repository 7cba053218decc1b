import type { ParvisElementClass } from './internal/define.ts';

/** Every element by its tag without the prefix, fetched when it is asked for. */
export const elements: Record<string, () => Promise<ParvisElementClass>> = {
  provider: async () => (await import('./provider/provider.ts')).ParvisProvider,
  person: async () => (await import('./person/person.ts')).ParvisPerson,
  'profile-card': async () => (await import('./profile-card/profile-card.ts')).ParvisProfileCard,
  feed: async () => (await import('./feed/feed.ts')).ParvisFeed,
  post: async () => (await import('./post/post.ts')).ParvisPost,
  composer: async () => (await import('./composer/composer.ts')).ParvisComposer,
  'flag-button': async () => (await import('./flag-button/flag-button.ts')).ParvisFlagButton,
  'expertise-search': async () => (await import('./expertise-search/expertise-search.ts')).ParvisExpertiseSearch,
  moderation: async () => (await import('./moderation/moderation.ts')).ParvisModeration,
  discussion: async () => (await import('./discussion/discussion.ts')).ParvisDiscussion,
  count: async () => (await import('./count/count.ts')).ParvisCount,
  'feed-keys': async () => (await import('./feed-keys/feed-keys.ts')).ParvisFeedKeys,
  charter: async () => (await import('./charter/charter.ts')).ParvisCharter,
  skills: async () => (await import('./skills/skills.ts')).ParvisSkills,
  communities: async () => (await import('./communities/communities.ts')).ParvisCommunities,
};
