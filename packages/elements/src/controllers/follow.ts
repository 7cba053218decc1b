import { type Context, ContextEvent } from '@lit/context';
import { page } from '../internal/page.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type Host = ReactiveControllerHost &
  HTMLElement & {
    /**
     * Settles, in place, what a write was refused for. Answers what to send the very same write with again, as `given`
     * sent it; nothing where that stays as it is.
     */
    interrupted?<Given>(error: unknown, given: Given): Promise<Given | undefined>;
  };

/** Milliseconds after which somebody who waits for a provider is told that there is none. */
const patience = 3_000;

/** What an element shows where nothing connects it to an API. */
export const notConnected = { code: 'not-connected' };

/**
 * Follows a context and hands over each new value. Unlike the stock consumer it re-renders nothing by itself: the
 * controller that follows decides what a change means.
 */
export class Follow<Value> implements ReactiveController {
  readonly #host: Host;
  readonly #context: Context<unknown, Value>;
  readonly #take: (value: Value) => void;
  readonly #missing: (() => void) | undefined;
  #end: (() => void) | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  value: Value | undefined;

  /** `missing` is called when nobody provides anything for a while; a provider that comes after all is taken. */
  constructor(
    host: Host,
    context: Context<unknown, Value>,
    take: (value: Value) => void = () => {},
    missing?: () => void,
  ) {
    this.#host = host;
    this.#context = context;
    this.#take = take;
    this.#missing = missing;
    host.addController(this);
  }

  hostConnected() {
    page().asking.add(this.#request);
    this.#request();
    if (this.#missing && this.value === undefined)
      this.#waiting = setTimeout(() => this.value === undefined && this.#missing?.(), patience);
  }

  hostDisconnected() {
    page().asking.delete(this.#request);
    clearTimeout(this.#waiting);
    this.#end?.();
    this.#end = undefined;
  }

  /**
   * Asks the present value for something. Once another one has come, nobody is told of the answer any more: whoever
   * asked was somebody else. A write that is interrupted, by a charter that is to be accepted first, goes on when that is
   * settled: whoever asked only waits longer.
   */
  ask<Answer>(deed: (value: NonNullable<Value>) => Promise<Answer>): Promise<Answer> {
    const { value } = this;
    return new Promise((resolve, reject) => {
      const attempt = (given: NonNullable<Value>): unknown =>
        deed(given).then(
          (answer) => value === this.value && resolve(answer),
          async (error: unknown) => {
            const settled = value === this.value && (await this.#host.interrupted?.(error, given));
            if (value !== this.value) return;
            if (settled) attempt(settled);
            else reject(error as Error);
          },
        );
      if (value) attempt(value);
    });
  }

  #request = () => {
    this.#host.dispatchEvent(new ContextEvent(this.#context, this.#host, this.#receive, true));
  };

  #receive = (value: Value, end?: () => void) => {
    if (end !== this.#end) {
      this.#end?.();
      this.#end = end;
    }
    if (!this.#host.isConnected) {
      this.hostDisconnected();
      return;
    }
    if (value === this.value) return;
    this.value = value;
    this.#take(value);
  };
}
