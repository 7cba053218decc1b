/** Where the server says when to try again, it is not asked before. */
export class Pace {
  #from = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Seconds that are left to wait. */
  get wait(): number {
    return Math.max(0, Math.ceil((this.#from - Date.now()) / 1_000));
  }

  /** Waits where that is what went wrong, and tells once it is over. */
  hold(error: unknown, over: () => void) {
    const { code, retryAfter } = error as { code?: string; retryAfter?: number | null };
    if (code !== 'rate-limited' || !retryAfter) return;
    this.#from = Date.now() + retryAfter * 1_000;
    this.stop();
    this.#timer = setTimeout(over, retryAfter * 1_000);
  }

  /** Tells no more when it is over. */
  stop() {
    clearTimeout(this.#timer);
  }

  /** It was somebody else who had to wait. */
  forget() {
    this.#from = 0;
  }
}
