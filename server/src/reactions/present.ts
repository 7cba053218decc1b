import { type Reaction, type ReactionKind, reactionKinds } from '@parvis/contracts';

export const presentReactions = (
  counts: Partial<Record<ReactionKind, number>>,
  mine: readonly ReactionKind[] | null,
): Reaction[] =>
  reactionKinds.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    return count > 0 ? [{ kind, count, mine: mine?.includes(kind) ?? false }] : [];
  });
