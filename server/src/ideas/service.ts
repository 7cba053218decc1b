import type { IdeaChange, IdeaHistory, Post } from '@parvis/contracts';
import { holdSteward } from '../communities/index.ts';
import { type IdeaDetails, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { freshIdea } from '../kinds/index.ts';
import { findBylines, presentReference } from '../people/index.ts';
import { canSetStatus, isSensitive, lockPost, presentPost, requirePost } from '../posts/index.ts';
import { requireGoodStanding } from '../statements/index.ts';
import { addStep, findSteps } from './store.ts';

/** Says where an idea stands; its readers are told, and by whom. */
export const moveIdea = (kernel: Kernel, viewer: Viewer, id: string, { status, reason }: IdeaChange): Promise<Post> =>
  kernel.database.transaction(viewer, async (tx) => {
    // Two stewards at once: the second one's step comes after the first one's.
    await lockPost(tx, id);
    const post = await requirePost(tx, viewer, id);
    if (!canSetStatus(viewer, post))
      throw new Failure(
        'forbidden',
        'Where an idea stands is for the stewards of its community to say; of one to everyone, for administrators.',
      );
    if (status === 'declined' && !reason)
      throw new Failure('invalid-request', 'Say why the idea is declined: its author and its readers are told.', {
        errors: [{ path: 'reason', message: 'missing' }],
      });
    await requireGoodStanding(tx, viewer, post.community_id, kernel.now());
    const now = (post.details as IdeaDetails | null) ?? freshIdea(post);
    if (now.status === status && now.reason === (reason || null)) return presentPost(viewer, post);
    const at = kernel.now();
    // Rule: whoever `canSetStatus` names sets it; a steward is not the author whom the row belongs to.
    await elevated(tx, async () => {
      if (post.community_id !== null) await holdSteward(tx, viewer, post.community_id);
      await addStep(tx, post, {
        id: kernel.newId(),
        person: viewer.person,
        status,
        reason: reason || null,
        at: at.toISOString(),
      });
    });
    await recordEvent(tx, {
      type: 'idea.moved',
      at,
      actor: viewer.person,
      audience: post.audience_id,
      subject: { kind: 'post', id },
      post: id,
      community: post.community_id,
    });
    return presentPost(viewer, await requirePost(tx, viewer, id));
  });

/** Where an idea stood, from the day it was written. */
export const listSteps = (
  { database }: Kernel,
  viewer: Viewer,
  id: string,
): Promise<{ history: IdeaHistory; sensitive: boolean }> =>
  database.transaction(viewer, async (tx) => {
    const post = await requirePost(tx, viewer, id);
    if (post.kind !== 'idea') throw notFound('idea');
    const steps = await findSteps(tx, id);
    const people = await findBylines(
      tx,
      steps.flatMap(({ person_id }) => person_id ?? []),
    );
    return {
      history: {
        items: [
          { ...freshIdea(post), by: null },
          ...steps.map(({ status, reason, person_id, at }) => {
            const person = person_id === null ? undefined : people.get(person_id);
            return { status, reason, at: at.toISOString(), by: person ? presentReference(person) : null };
          }),
        ],
      },
      sensitive: isSensitive(post),
    };
  });
