import type { Case } from '@parvis/contracts';

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
