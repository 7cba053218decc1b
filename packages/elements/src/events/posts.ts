/** Somebody chose a tag in a text. Preventing it keeps a feed from showing the posts about it. */
export class ParvisTagOpenEvent extends Event {
  static readonly type = 'parvis-tag-open';
  constructor(readonly tag: string) {
    super(ParvisTagOpenEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}
