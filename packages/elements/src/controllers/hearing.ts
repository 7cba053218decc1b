import type { StreamEvent } from '@parvis/contracts';
import type { ReactiveController } from 'lit';
import { type Change, type Live, liveContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';

export type Heard = {
  /** Something happened. Whoever answers true is asked to look `again`, soon. */
  event?(event: StreamEvent): unknown;
  /** What is shown may be behind: after such an event, after a gap in the stream, after having been away from the page. */
  again?(): unknown;
  /** Something was done on this very page. */
  change?(change: Change): unknown;
  /** Another half minute has passed. */
  tick?(): unknown;
  /** Whether it listens to the stream at all; whoever changes that says so by `attend`. */
  when?(): unknown;
};

/** Milliseconds before what an event told of is asked for: the same for all of a page, another one on every page. */
const soon = 50 + Math.random() * 250;

/** What happens elsewhere, told to an element for as long as it is on the page. */
export class Hearing implements ReactiveController {
  readonly #host: Host;
  readonly #heard: Heard;
  readonly #follow: Follow<Live | undefined>;
  #ends: (() => void)[] = [];
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  #away = false;

  constructor(host: Host, heard: Heard) {
    this.#host = host;
    this.#heard = heard;
    this.#follow = new Follow(host, liveContext, (live) => this.attend(live));
    host.addController(this);
  }

  get live() {
    return this.#follow?.value;
  }

  hostConnected() {
    this.attend();
    if (this.#away) this.#heard.again?.();
    this.#away = false;
  }

  /** What is to be asked for soon still is: an element that is moved in the tree is back before. */
  hostDisconnected() {
    this.#end();
    // Whoever is back at once was only moved, and has missed nothing.
    setTimeout(() => (this.#away = !this.#host.isConnected));
  }

  attend(live = this.live) {
    this.#end();
    if (!live || !this.#host.isConnected) return;
    const { event, again, change, tick, when } = this.#heard;
    if ((event || again) && (!when || when()))
      this.#ends.push(
        live.onEvent({ event: (one) => event?.(one) === true && this.again(), reset: () => this.again() }),
      );
    if (change) this.#ends.push(live.onChange(change));
    if (tick) this.#ends.push(live.onTick(tick));
  }

  again() {
    const { again } = this.#heard;
    if (again) this.soon('', again);
  }

  /** Does something soon, once for all that ask for it meanwhile. */
  soon(key: string, what: () => unknown) {
    if (this.#waiting.has(key)) return;
    const run = () => {
      this.#waiting.delete(key);
      void what();
    };
    this.#waiting.set(key, setTimeout(run, soon));
  }

  /** Everything has just been asked for. */
  calm() {
    this.#waiting.forEach(clearTimeout);
    this.#waiting.clear();
  }

  #end() {
    this.#ends.forEach((end) => end());
    this.#ends = [];
  }
}
