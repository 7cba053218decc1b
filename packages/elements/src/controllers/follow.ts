import { type Context, ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type Host = ReactiveControllerHost & HTMLElement;

/**
 * Follows a context and hands over each new value. Unlike the stock consumer it re-renders nothing by itself: the
 * controller that follows decides what a change means.
 */
export class Follow<Value> implements ReactiveController {
  readonly #host: Host;
  readonly #context: Context<unknown, Value>;
  readonly #take: (value: Value) => void;
  #end: (() => void) | undefined;
  value: Value | undefined;

  constructor(host: Host, context: Context<unknown, Value>, take: (value: Value) => void = () => {}) {
    this.#host = host;
    this.#context = context;
    this.#take = take;
    host.addController(this);
  }

  hostConnected() {
    this.#host.dispatchEvent(new ContextEvent(this.#context, this.#host, this.#receive, true));
  }

  hostDisconnected() {
    this.#end?.();
    this.#end = undefined;
  }

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
