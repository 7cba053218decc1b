/** What a story may ask of the page it is drawn in; `.storybook/preview.ts` reads it. */
import type { Fault } from '@parvis/mocks';

export type StoryParameters = {
  /** User name of whoever is looking, instead of the one in the toolbar. */
  viewer?: string;
  /** What goes wrong between the element and its API. */
  fault?: Fault;
  /** What the demonstration company does not have: an answer of the API as it was, and as the story needs it. */
  retold?: (json: string) => string;
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
export const people: Record<string, { name: string; en: string; fr: string }> = {
  [viewers.employee]: { name: 'Karim Benali', en: 'employee', fr: 'salarié' },
  [viewers.steward]: { name: 'Claire Martin', en: 'steward of IT help', fr: 'animatrice d’Entraide informatique' },
  [viewers.moderator]: { name: 'Élodie Vasseur', en: 'moderator', fr: 'modératrice' },
  [viewers.admin]: { name: 'Pauline Texier', en: 'administrator', fr: 'administratrice' },
  [viewers.supplier]: { name: 'Wim Deprez', en: 'of a supplier', fr: 'd’un fournisseur' },
  [viewers.client]: { name: 'Marie-Odile Grandjean', en: 'of a client', fr: 'd’un client' },
};
