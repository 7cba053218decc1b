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
