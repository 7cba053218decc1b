import type { UnflaggableReason } from '@parvis/contracts';
import type { Viewer } from '../kernel/viewer/index.ts';

/** Flags that one person may send in a day. */
export const perDay = 20;

/** Why the viewer cannot flag a thing that they can see, or null. */
export const refusal = (
  viewer: Viewer,
  thing: { author: string | null; published: boolean },
  pending: boolean,
): UnflaggableReason | null =>
  thing.author === viewer.person ? 'own' : !thing.published ? 'gone' : pending ? 'flagged' : null;

/** By which a flag as illegal is named, also outside of Parvis: the year, and what chance gave the id. */
export const referenceFrom = (id: string, now: Date): string => {
  const drawn = id.replaceAll('-', '').slice(-10).toUpperCase();
  return `${now.getUTCFullYear()}-${drawn.slice(0, 5)}-${drawn.slice(5)}`;
};
