import type attached from './en/attached.ts';
import type attaching from './en/attaching.ts';
import type feedKeys from './en/feed-keys.ts';
import type discussion from './en/discussion.ts';
import type count from './en/count.ts';
import type card from './en/card.ts';
import type care from './en/care.ts';
import type common from './en/common.ts';
import type community from './en/community.ts';
import type communities from './en/communities.ts';
import type composerKinds from './en/composer-kinds.ts';
import type composer from './en/composer.ts';
import type feed from './en/feed.ts';
import type flag from './en/flag.ts';
import type flagPanel from './en/flag-panel.ts';
import type gate from './en/gate.ts';
import type kinds from './en/kinds.ts';
import type manage from './en/manage.ts';
import type moderation from './en/moderation.ts';
import type picker from './en/picker.ts';
import type profile from './en/profile.ts';
import type reading from './en/reading.ts';
import type search from './en/search.ts';
import type thread from './en/thread.ts';
import type writing from './en/writing.ts';

/** Every word of every element. A language that lacks one of them does not compile. */
export type Terms = typeof attached &
  typeof attaching &
  typeof card &
  typeof care &
  typeof common &
  typeof communities &
  typeof community &
  typeof composer &
  typeof composerKinds &
  typeof feed &
  typeof count &
  typeof discussion &
  typeof feedKeys &
  typeof flag &
  typeof flagPanel &
  typeof gate &
  typeof kinds &
  typeof manage &
  typeof moderation &
  typeof picker &
  typeof profile &
  typeof reading &
  typeof search &
  typeof thread &
  typeof writing;

/** What is fetched together: an element names the families it speaks with. */
export const families = {
  attached: { en: () => import('./en/attached.ts'), fr: () => import('./fr/attached.ts') },
  attaching: { en: () => import('./en/attaching.ts'), fr: () => import('./fr/attaching.ts') },
  card: { en: () => import('./en/card.ts'), fr: () => import('./fr/card.ts') },
  care: { en: () => import('./en/care.ts'), fr: () => import('./fr/care.ts') },
  common: { en: () => import('./en/common.ts'), fr: () => import('./fr/common.ts') },
  communities: { en: () => import('./en/communities.ts'), fr: () => import('./fr/communities.ts') },
  community: { en: () => import('./en/community.ts'), fr: () => import('./fr/community.ts') },
  composer: { en: () => import('./en/composer.ts'), fr: () => import('./fr/composer.ts') },
  'composer-kinds': { en: () => import('./en/composer-kinds.ts'), fr: () => import('./fr/composer-kinds.ts') },
  feed: { en: () => import('./en/feed.ts'), fr: () => import('./fr/feed.ts') },
  count: { en: () => import('./en/count.ts'), fr: () => import('./fr/count.ts') },
  discussion: { en: () => import('./en/discussion.ts'), fr: () => import('./fr/discussion.ts') },
  'feed-keys': { en: () => import('./en/feed-keys.ts'), fr: () => import('./fr/feed-keys.ts') },
  flag: { en: () => import('./en/flag.ts'), fr: () => import('./fr/flag.ts') },
  'flag-panel': { en: () => import('./en/flag-panel.ts'), fr: () => import('./fr/flag-panel.ts') },
  gate: { en: () => import('./en/gate.ts'), fr: () => import('./fr/gate.ts') },
  kinds: { en: () => import('./en/kinds.ts'), fr: () => import('./fr/kinds.ts') },
  manage: { en: () => import('./en/manage.ts'), fr: () => import('./fr/manage.ts') },
  moderation: { en: () => import('./en/moderation.ts'), fr: () => import('./fr/moderation.ts') },
  picker: { en: () => import('./en/picker.ts'), fr: () => import('./fr/picker.ts') },
  profile: { en: () => import('./en/profile.ts'), fr: () => import('./fr/profile.ts') },
  reading: { en: () => import('./en/reading.ts'), fr: () => import('./fr/reading.ts') },
  search: { en: () => import('./en/search.ts'), fr: () => import('./fr/search.ts') },
  thread: { en: () => import('./en/thread.ts'), fr: () => import('./fr/thread.ts') },
  writing: { en: () => import('./en/writing.ts'), fr: () => import('./fr/writing.ts') },
} as const;

export type Family = keyof typeof families;
