import { ParvisError } from './error.ts';

/**
 * Hands over a token of the signed-in person. `refresh` is true when the API refused the last one.
 * Null where the API needs none, because a proxy signs people in. The token is kept in memory only.
 */
export type GetToken = (options: { refresh: boolean }) => Promise<string | null> | string | null;

/** One token for all requests: asked for once, and renewed once however many requests it was refused to. */
export class TokenHolder {
  readonly #getToken: GetToken | undefined;
  #token: Promise<string | null> | undefined;

  constructor(getToken: GetToken | undefined) {
    this.#getToken = getToken;
  }

  get(): Promise<string | null> | undefined {
    if (!this.#getToken) return undefined;
    return (this.#token ??= this.#ask(false));
  }

  /** A token other than `refused`; whoever comes while it is being fetched waits for the same one. */
  async renew(refused: string | null): Promise<string | null | undefined> {
    const current = this.#token;
    if (!this.#getToken || !current) return undefined;
    if ((await current.catch(() => refused)) === refused && this.#token === current) this.#token = this.#ask(true);
    return this.#token;
  }

  forget() {
    this.#token = undefined;
  }

  #ask(refresh: boolean): Promise<string | null> {
    const asked = this.#call(refresh);
    asked.catch(() => {
      if (this.#token === asked) this.#token = undefined;
    });
    return asked;
  }

  async #call(refresh: boolean): Promise<string | null> {
    try {
      const token = await this.#getToken!({ refresh });
      if (token !== null && (typeof token !== 'string' || !token))
        throw new TypeError('getToken gave no token; return a non-empty string, or null where none is needed.');
      return token;
    } catch (cause) {
      if (cause instanceof ParvisError) throw cause;
      throw new ParvisError({
        code: 'unauthenticated',
        title: 'No token for the signed-in person',
        detail: cause instanceof Error ? cause.message : String(cause),
        cause,
      });
    }
  }
}
