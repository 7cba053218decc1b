import type { Post } from '@parvis/contracts';

/** Somebody published a post. */
export class ParvisPostCreatedEvent extends Event {
  static readonly type = 'parvis-post-created';
  constructor(readonly post: Post) {
    super(ParvisPostCreatedEvent.type, { bubbles: true, composed: true });
  }
}

/** What somebody was writing was found again: a page that keeps its composer folded unfolds it. */
export class ParvisDraftRestoredEvent extends Event {
  static readonly type = 'parvis-draft-restored';
  constructor() {
    super(ParvisDraftRestoredEvent.type, { bubbles: true, composed: true });
  }
}
