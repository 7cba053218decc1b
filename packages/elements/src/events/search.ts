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
