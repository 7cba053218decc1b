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
