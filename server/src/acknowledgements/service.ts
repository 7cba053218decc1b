import type { Post } from '@parvis/contracts';
import { ownAudience } from '../audiences/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { presentPost, requirePost } from '../posts/index.ts';
import { addAcknowledgement } from './store.ts';

/**
 * The viewer says that they have read an announcement. They alone are told that they did; what its author is told, in
 * steps of people, the database writes beside it.
 */
export const acknowledge = (kernel: Kernel, viewer: Viewer, id: string): Promise<Post> =>
  kernel.database.transaction(viewer, async (tx) => {
    const at = kernel.now();
    const audience = await ownAudience(kernel, tx, viewer);
    const step = kernel.settings.fewestCounted;
    const outcome = await addAcknowledgement(tx, id, { audience, at, step });
    if (outcome === 'absent') throw notFound('post');
    if (outcome === 'refused')
      throw new Failure(
        'forbidden',
        'Only readers acknowledge an announcement, while it is published, and not its author.',
      );
    if (outcome === 'done')
      await recordEvent(tx, {
        type: 'announcement.acknowledged',
        at,
        actor: viewer.person,
        audience,
        subject: { kind: 'post', id },
        post: id,
      });
    return presentPost(viewer, await requirePost(tx, viewer, id));
  });
