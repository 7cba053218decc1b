/**
 * Nobody is signed in: there was no token, or none that the API takes, also after it was renewed. Told on the document,
 * once for all elements that met it together; they wait, with what was written kept, for `configure` or for a retry.
 */
export class ParvisAuthRequiredEvent extends Event {
  static readonly type = 'parvis-auth-required';
  constructor(
    /** Address of the API. */
    readonly api: string,
  ) {
    super(ParvisAuthRequiredEvent.type, { bubbles: true });
  }
}
