import type { AudienceChoice } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Viewer, heldAudience, holds } from '../kernel/viewer/index.ts';
import { type Addressed, type CommunityRules, addressed } from './policy.ts';
import { findOrAddPersonal, findOrAddShared, holdAnew } from './store.ts';

/** The audience that a writer chose. `community` is the chosen one as the writer sees it, null for everyone. */
export async function chooseAudience(
  { standings }: Pick<Kernel, 'standings'>,
  tx: Transaction,
  viewer: Viewer,
  choice: AudienceChoice,
  community: CommunityRules | null,
): Promise<number> {
  const result = addressed(viewer, choice, community);
  if ('message' in result)
    throw new Failure('invalid-request', `This audience cannot be chosen: ${result.message}.`, { errors: [result] });
  const held = heldAudience(viewer, result);
  if (held !== undefined) return held;
  const audience = await findOrAddShared(tx, result);
  if (!holds(viewer, audience)) {
    await holdAnew(tx);
    standings.forgetAll();
  }
  return audience;
}

/** The audience of the viewer alone, held by them for the rest of the transaction also when it is new. */
export async function ownAudience(
  { standings }: Pick<Kernel, 'standings'>,
  tx: Transaction,
  viewer: Viewer,
): Promise<number> {
  const audience = await findOrAddPersonal(tx, viewer.person);
  if (!holds(viewer, audience)) {
    await holdAnew(tx);
    standings.forget(viewer.person);
  }
  return audience;
}

/** Whether the viewer holds a shared audience that may not have been needed before. */
export async function holdsShared(tx: Transaction, viewer: Viewer, addressed: Addressed): Promise<boolean> {
  const audience = await findOrAddShared(tx, addressed);
  return holds(viewer, audience) || (await holdAnew(tx)).includes(audience);
}
