import type { Language } from '@parvis/contracts/tables';
import type asking from './en/asking.ts';
import type attached from './en/attached.ts';
import type attaching from './en/attaching.ts';
import type feedKeys from './en/feed-keys.ts';
import type desk from './en/desk.ts';
import type discussion from './en/discussion.ts';
import type count from './en/count.ts';
import type card from './en/card.ts';
import type care from './en/care.ts';
import type charter from './en/charter.ts';
import type charterDesk from './en/charter-desk.ts';
import type charterMore from './en/charter-more.ts';
import type common from './en/common.ts';
import type community from './en/community.ts';
import type communities from './en/communities.ts';
import type composerKinds from './en/composer-kinds.ts';
import type composer from './en/composer.ts';
import type feed from './en/feed.ts';
import type flag from './en/flag.ts';
import type flagPanel from './en/flag-panel.ts';
import type flagWhy from './en/flag-why.ts';
import type gate from './en/gate.ts';
import type joining from './en/joining.ts';
import type keeping from './en/keeping.ts';
import type kinds from './en/kinds.ts';
import type mandates from './en/mandates.ts';
import type manage from './en/manage.ts';
import type moderation from './en/moderation.ts';
import type picker from './en/picker.ts';
import type profile from './en/profile.ts';
import type profileEditor from './en/profile-editor.ts';
import type reading from './en/reading.ts';
import type results from './en/results.ts';
import type screening from './en/screening.ts';
import type search from './en/search.ts';
import type skills from './en/skills.ts';
import type suggesting from './en/suggesting.ts';
import type thread from './en/thread.ts';
import type writing from './en/writing.ts';
import type missing from './en/missing.ts';
import type { more } from './more.ts';

/** Every word of every element. A language that lacks one of them does not compile. */
export type Terms = typeof asking &
  typeof attached &
  typeof attaching &
  typeof card &
  typeof care &
  typeof charter &
  typeof charterDesk &
  typeof charterMore &
  typeof common &
  typeof communities &
  typeof community &
  typeof composer &
  typeof composerKinds &
  typeof feed &
  typeof count &
  typeof desk &
  typeof discussion &
  typeof feedKeys &
  typeof flag &
  typeof flagPanel &
  typeof flagWhy &
  typeof gate &
  typeof joining &
  typeof keeping &
  typeof kinds &
  typeof mandates &
  typeof manage &
  typeof missing &
  typeof moderation &
  typeof picker &
  typeof profile &
  typeof profileEditor &
  typeof reading &
  typeof results &
  typeof screening &
  typeof search &
  typeof skills &
  typeof suggesting &
  typeof thread &
  typeof writing;

/**
 * What is fetched together: an element names the families it speaks with. Here are those of what is often the first to
 * be seen on a page, each with all that its first view says, also where another family has that word too. The others are
 * in a table of their own, which a page that shows nothing else is spared. `common` has what all say that is said when
 * something goes wrong or is done, and what first views say rarely: it comes once they are drawn, or when it is to be said.
 */
export const families = {
  card: { en: () => import('./en/card.ts'), fr: () => import('./fr/card.ts') },
  feed: { en: () => import('./en/feed.ts'), fr: () => import('./fr/feed.ts') },
  flag: { en: () => import('./en/flag.ts'), fr: () => import('./fr/flag.ts') },
  search: { en: () => import('./en/search.ts'), fr: () => import('./fr/search.ts') },
} as const;

type FirstFamily = keyof typeof families;
type LaterFamily = keyof typeof more;
export type Family = FirstFamily | LaterFamily;

/** What a family says in one language. */
export const wordsOf = async (family: Family, language: Language): Promise<{ default: Partial<Terms> }> =>
  family in families
    ? families[family as FirstFamily][language]()
    : (await import('./more.ts')).more[family as LaterFamily][language]();
