import { type Context, ContextProvider, ContextRoot } from '@lit/context';
import { clientContext, languageContext, liveContext, viewerContext } from '../contexts/index.ts';
import type { Connection, ConnectionOptions } from './connection.ts';
import { page } from '../internal/page.ts';
import { connect } from './connect.ts';

/** Gives everything below `host` a connection and a language, through the small contexts that consumers select from. */
export class Provision {
  readonly #provide: <Value>(context: Context<unknown, Value>, value: Value) => void;
  #connection: Connection | undefined;
  #end: (() => void) | undefined;

  constructor(host: HTMLElement) {
    const providers = new Map<unknown, ContextProvider<Context<unknown, unknown>>>();
    this.#provide = (context, value) => {
      const present = providers.get(context);
      if (present) present.setValue(value);
      else {
        const made = new ContextProvider(host, { context: context as Context<unknown, unknown>, initialValue: value });
        providers.set(context, made);
        if (!('updateComplete' in host)) made.hostConnected();
      }
    };
  }

  language(language: string) {
    this.#provide(languageContext, language);
  }

  connect(options: ConnectionOptions) {
    const connection = connect(options);
    if (connection === this.#connection) return;
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

  signOut() {
    this.#connection?.signOut();
  }
}

let root: Provision | undefined;

/** Remembers who asked before there was a provider, so that one that comes late still reaches them. */
export function attachRoot() {
  if (page().rooted) return;
  page().rooted = true;
  new ContextRoot().attach(document.documentElement);
}

/**
 * Connects all elements of the page that stand in no `parvis-provider`.
 * `api` is the address of the API; `getToken` or `tokenUrl` say where its tokens come from, none of them where a proxy
 * signs people in.
 */
export function configure({ lang, ...options }: ConnectionOptions & { lang?: string | null | undefined }) {
  attachRoot();
  root ??= new Provision(document.documentElement);
  if (lang) root.language(lang);
  root.connect(options);
}
