import type { Context, ContextCallback, ContextEvent } from '@lit/context';
import { clientContext, languageContext, liveContext, viewerContext } from '../contexts/index.ts';
import { page } from '../internal/page.ts';
import type { Connection, ConnectionOptions } from './connection.ts';

type Callback = ContextCallback<unknown>;

/**
 * Gives everything below `host` a connection and a language, through the small contexts that consumers select from. It
 * speaks the Context Community Protocol, so that elements of another copy of the library find it too. The connection is
 * opened when somebody first asks for it: what only has words to say is drawn without.
 */
export class Provision {
  readonly #values = new Map<unknown, unknown>();
  /** Who wants to hear of a context, each with what ends that. */
  readonly #consumers = new Map<unknown, Map<Callback, () => void>>();
  /** What was said before the connection is opened, in order. */
  #said: ConnectionOptions[] = [];
  #connection: Connection | undefined;
  #end: (() => void) | undefined;

  constructor(host: HTMLElement) {
    host.addEventListener('context-request', (event) => {
      const { context, contextTarget, callback, subscribe } = event as ContextEvent<Context<unknown, unknown>>;
      // What the host asks for itself it gets from further out.
      if (contextTarget === host) return;
      if (context !== languageContext && this.#said.length) void this.#open();
      if (!this.#values.has(context)) return;
      event.stopPropagation();
      const value = this.#values.get(context);
      if (!subscribe) return callback(value);
      const consumers = this.#consumers.get(context) ?? new Map<Callback, () => void>();
      this.#consumers.set(context, consumers);
      const end = consumers.get(callback) ?? (() => void consumers.delete(callback));
      consumers.set(callback, end);
      callback(value, end);
    });
  }

  language(language: string) {
    this.#provide(languageContext, language);
  }

  connect(options: ConnectionOptions) {
    this.#said.push(options);
    // Nothing is waited for once there is one: whoever signs out or configures again is heard at once.
    if (this.#connection) void this.#open();
    else askAgain();
  }

  signOut() {
    if (this.#connection) this.#connection.signOut();
    else void this.#open().then(() => this.#connection?.signOut());
  }

  #provide(context: unknown, value: unknown) {
    const known = this.#values.has(context);
    this.#values.set(context, value);
    [...(this.#consumers.get(context) ?? [])].forEach(([callback, end]) => callback(value, end));
    if (!known) askAgain();
  }

  async #open() {
    try {
      const connect = (page().connect ??= (await import('./connect.ts')).connect);
      for (const options of this.#said.splice(0)) this.#take(connect(options));
    } catch {
      // The code did not arrive: asked for again while somebody waits for it.
      setTimeout(askAgain, 3_000);
    }
  }

  #take(connection: Connection) {
    // Who says it once more means that somebody has signed in.
    if (connection === this.#connection) return connection.retry();
    this.#end?.();
    this.#connection = connection;
    const give = () => {
      this.#provide(clientContext, connection.client);
      this.#provide(liveContext, connection.live);
      this.#provide(viewerContext, connection.viewer);
    };
    this.#end = connection.onClient(give);
    give();
  }
}

/** Those who asked are asked to ask again: somebody may answer now, or answer who stands nearer. */
const askAgain = () => page().asking.forEach((ask) => ask());

let root: Provision | undefined;

/**
 * Connects all elements of the page that stand in no `parvis-provider`.
 * `api` is the address of the API; `getToken` or `tokenUrl` say where its tokens come from, none of them where a proxy
 * signs people in.
 */
export function configure({ lang, ...options }: ConnectionOptions & { lang?: string | null | undefined }) {
  root ??= new Provision(document.documentElement);
  if (lang) root.language(lang);
  root.connect(options);
}
