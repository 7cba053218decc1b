import type { Case, Flag, Post } from '@parvis/contracts';

// What a person does on an element, told to the page. All of them bubble and cross shadow roots; the cancelable ones
// come before the deed and stop it when prevented.

/** Somebody asks to see who a person is. Preventing it keeps the profile card from opening. */
export class ParvisPersonOpenEvent extends Event {
  static readonly type = 'parvis-person-open';
  constructor(
    readonly person: string,
    /** What was activated: the card opens beside it. */
    readonly anchor: Element,
  ) {
    super(ParvisPersonOpenEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** Somebody chose a tag in a text. Preventing it keeps a feed from showing the posts about it. */
export class ParvisTagOpenEvent extends Event {
  static readonly type = 'parvis-tag-open';
  constructor(readonly tag: string) {
    super(ParvisTagOpenEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

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

/** Somebody flagged something. */
export class ParvisFlagCreatedEvent extends Event {
  static readonly type = 'parvis-flag-created';
  constructor(readonly flag: Flag) {
    super(ParvisFlagCreatedEvent.type, { bubbles: true, composed: true });
  }
}

/** A flag could not be sent. */
export class ParvisFlagErrorEvent extends Event {
  static readonly type = 'parvis-flag-error';
  constructor(readonly error: unknown) {
    super(ParvisFlagErrorEvent.type, { bubbles: true, composed: true });
  }
}

/** Somebody took their flag back. */
export class ParvisFlagWithdrawnEvent extends Event {
  static readonly type = 'parvis-flag-withdrawn';
  constructor() {
    super(ParvisFlagWithdrawnEvent.type, { bubbles: true, composed: true });
  }
}

/** Somebody searched for people, or narrowed what was found. */
export class ParvisSearchEvent extends Event {
  static readonly type = 'parvis-search';
  constructor(
    readonly query: string,
    readonly unit: string,
    readonly site: string,
  ) {
    super(ParvisSearchEvent.type, { bubbles: true, composed: true });
  }
}

/** Somebody wants to read a post that is evidence. Preventing it leaves showing it to the page. */
export class ParvisPostOpenEvent extends Event {
  static readonly type = 'parvis-post-open';
  constructor(readonly post: string) {
    super(ParvisPostOpenEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** Somebody who found nobody wants to ask publicly. Preventing it keeps the composer from opening. */
export class ParvisAskEvent extends Event {
  static readonly type = 'parvis-ask';
  constructor(readonly question: string) {
    super(ParvisAskEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** Somebody decided a case. */
export class ParvisCaseDecidedEvent extends Event {
  static readonly type = 'parvis-case-decided';
  constructor(readonly decided: Case) {
    super(ParvisCaseDecidedEvent.type, { bubbles: true, composed: true });
  }
}

/** A case could not be decided. */
export class ParvisCaseErrorEvent extends Event {
  static readonly type = 'parvis-case-error';
  constructor(readonly error: unknown) {
    super(ParvisCaseErrorEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'parvis-person-open': ParvisPersonOpenEvent;
    'parvis-tag-open': ParvisTagOpenEvent;
    'parvis-post-created': ParvisPostCreatedEvent;
    'parvis-flag-created': ParvisFlagCreatedEvent;
    'parvis-flag-error': ParvisFlagErrorEvent;
    'parvis-flag-withdrawn': ParvisFlagWithdrawnEvent;
    'parvis-search': ParvisSearchEvent;
    'parvis-post-open': ParvisPostOpenEvent;
    'parvis-ask': ParvisAskEvent;
    'parvis-case-decided': ParvisCaseDecidedEvent;
    'parvis-case-error': ParvisCaseErrorEvent;
  }
}
