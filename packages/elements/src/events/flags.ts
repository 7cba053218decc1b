import type { Flag } from '@parvis/contracts';

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
