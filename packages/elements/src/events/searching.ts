/** Somebody searched for people, or narrowed what was found. */
export class ParvisSearchEvent extends Event {
  static readonly type = 'parvis-search';
  constructor(
    readonly query: string,
    readonly unit: string,
    readonly site: string,
    readonly language: string,
    readonly level: string,
  ) {
    super(ParvisSearchEvent.type, { bubbles: true, composed: true });
  }
}
