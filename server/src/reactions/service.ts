import type { ReactionKind } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { type Reacted, addReaction, removeReaction } from './store.ts';

/** Something to react to, as the viewer sees it, and whether they may. */
export type Reactable = Reacted & { community: string | null; allowed: boolean };

/** Reacting twice is reacting once; taking back what was not given is nothing. Both write an event only when they change something. */
export async function react(
  tx: Transaction,
  viewer: Viewer,
  to: Reactable,
  kind: ReactionKind,
  wanted: boolean,
  { at, offered }: { at: Date; offered: readonly ReactionKind[] },
): Promise<void> {
  if (wanted && !offered.includes(kind))
    throw new Failure(
      'forbidden',
      `'${kind}' is not among the reactions that are offered here: ${offered.join(', ')}.`,
    );
  if (wanted && !to.allowed)
    throw new Failure('forbidden', 'This is held, removed or deleted: nobody can react to it now.');
  const changed = wanted
    ? await addReaction(tx, viewer.person, to, kind, at)
    : await removeReaction(tx, viewer.person, to, kind);
  if (!changed) return;
  await recordEvent(tx, {
    type: wanted ? 'reaction.added' : 'reaction.removed',
    at,
    actor: viewer.person,
    audience: to.audience,
    subject: to.comment ? { kind: 'comment', id: to.comment } : { kind: 'post', id: to.post },
    post: to.post,
    community: to.community,
  });
}
