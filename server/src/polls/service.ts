import type { Post } from '@parvis/contracts';
import { ownAudience } from '../audiences/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { presentPost, requirePost } from '../posts/index.ts';
import { addAnswer } from './store.ts';

/**
 * Answers a poll, or changes the answer to an open one. The event says that the viewer answered, to the viewer; never
 * what.
 */
export const answer = (kernel: Kernel, viewer: Viewer, id: string, options: readonly string[]): Promise<Post> =>
  kernel.database.transaction(viewer, async (tx) => {
    const at = kernel.now();
    const audience = await ownAudience(kernel, tx, viewer);
    const outcome = await addAnswer(tx, id, { options: [...new Set(options)], audience, at });
    switch (outcome) {
      case 'absent':
        throw notFound('post');
      case 'refused':
        throw new Failure('forbidden', 'Only a published poll can be answered.');
      case 'closed':
        throw new Failure('conflict', 'This poll is closed: its answers stay as they are.');
      case 'final':
        throw new Failure('conflict', 'You have answered this secret poll: nobody knows how, so it cannot be changed.');
      case 'unknown':
        throw new Failure('invalid-request', 'Choose among the options of this poll, one unless it takes several.', {
          errors: [{ path: 'options', message: 'not an answer to this poll' }],
        });
      case 'unchanged':
        break;
      case 'done':
        await recordEvent(tx, {
          type: 'poll.answered',
          at,
          actor: viewer.person,
          audience,
          subject: { kind: 'post', id },
          post: id,
        });
    }
    return presentPost(viewer, await requirePost(tx, viewer, id));
  });
