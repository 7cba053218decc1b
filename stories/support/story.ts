/** What a story may ask of the page it is drawn in; `.storybook/preview.ts` reads it. */
import type { Fault } from '@parvis/mocks';

export type StoryParameters = {
  /** User name of whoever is looking, instead of the one in the toolbar. */
  viewer?: string;
  /** What goes wrong between the element and its API. */
  fault?: Fault;
  /** What people did before the story begins, through the API; done once, for all stories that name the same. */
  before?: (act: Act) => Promise<void>;
};

/** Sends a request as somebody and answers its body. */
export type Act = (userName: string, method: string, path: string, body?: object) => Promise<unknown>;

/** Everybody whom the demonstration portal offers at its door, by what they may. */
export const viewers = {
  employee: 'karim.benali',
  steward: 'claire.martin',
  moderator: 'elodie.vasseur',
  admin: 'pauline.texier',
  supplier: 'wim.deprez',
  client: 'marieodile.grandjean',
} as const;

/** The same people, and others whom pages look through, by user name. */
export const people: Record<string, { name: string; is: string }> = {
  [viewers.employee]: { name: 'Karim Benali', is: 'employee' },
  [viewers.steward]: { name: 'Claire Martin', is: 'steward of IT help' },
  [viewers.moderator]: { name: 'Élodie Vasseur', is: 'moderator' },
  [viewers.admin]: { name: 'Pauline Texier', is: 'administrator' },
  [viewers.supplier]: { name: 'Wim Deprez', is: 'of a supplier' },
  [viewers.client]: { name: 'Marie-Odile Grandjean', is: 'of a client' },
};
