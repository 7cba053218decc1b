import { z } from 'zod';
import { Id } from './common.ts';
import { reactionKinds } from './tables.ts';

export const Reaction = z.object({ kind: z.enum(reactionKinds), count: z.number().int().min(1), mine: z.boolean() });
export type Reaction = z.infer<typeof Reaction>;

export const ReactionParams = z.object({ id: Id, kind: z.enum(reactionKinds) });
