import { type Client, type GetToken, ParvisError, createClient } from '@parvis/client';
import type { Me } from '@parvis/contracts';
import type { Change, Live, Viewer } from '../contexts/index.ts';
import { afterView } from '../internal/later.ts';
import { page } from '../internal/page.ts';
import { webAddress } from '../internal/web-address.ts';

export type ConnectionOptions = {
  /** Address of the API. */
  api: string;
  /** An address of the page's own origin that answers `{ "token": "…" }` for the signed-in person. */
  tokenUrl?: string | null | undefined;
  getToken?: GetToken | undefined;
  fetch?: typeof globalThis.fetch | undefined;
  /** The address at which the host page shows a post, with `{id}` where its id belongs: `/news#parvis-post-{id}`. */
  postUrl?: string | null | undefined;
};

export type Connection = {
  readonly api: string;
  readonly client: Client;
  readonly live: Live;
  readonly viewer: Viewer;
  /** Takes a token source that is not the present one; everybody who follows then starts anew with another client. */
  configure(options: ConnectionOptions): void;
  /** Starts anew where nobody was signed in. */
  retry(): void;
  /** Called when the client is another one. */
  onClient(listener: () => void): () => void;
  /** Forgets the token and everything kept on this machine. */
  signOut(): void;
};

/** Asks the page's own server who is signed in. Its cookies go along, because they are what signs people in there. */
const tokenFrom = (address: string): GetToken => {
  // Where the page is now: one that changes its address without loading anew means the same one later.
  const base = document.baseURI;
  return async () => {
    const { early } = page();
    if (early?.tokenUrl === address && early.token) {
      const { token } = early;
      // Once: who asks again was refused with it.
      early.token = undefined;
      const given = await token;
      if (given) return given;
    }
    const { askToken } = await import('./ask-token.ts').catch((cause: unknown) => {
      throw new ParvisError({ code: 'network', title: 'No token', cause });
    });
    return askToken(address, base);
  };
};

/** What the loader asked for with the very same token. Once: what is asked for again is to be as it is then. */
const takeEarly = (url: string, token: string | null | undefined): Promise<Response> | undefined => {
  const { early } = page();
  if (!token || early?.given !== token) return undefined;
  const answer = early.answers.get(url);
  early.answers.delete(url);
  return answer;
};

/** What everybody on the page who speaks with one API shares. */
export function openConnection(first: ConnectionOptions, onTick: Live['onTick']): Connection {
  const { api } = first;
  const changes = new Set<(change: Change) => void>();
  const clients = new Set<() => void>();
  let tokenUrl: string | null | undefined;
  let getToken: GetToken | undefined;
  let postUrl: string | undefined;
  let fetch: ConnectionOptions['fetch'];
  let client!: Client;
  let live!: Live;
  let viewer!: Viewer;
  // Outlives a new source of tokens: the person is the same unless they say otherwise.
  const kept = new Map<string, string>();

  // Why nobody is signed in: what asks by itself meanwhile is refused with it, and the page is told once.
  let refused: unknown;
  const release = () => {
    refused = undefined;
    client.forgetToken();
  };
  const unauthenticated = (error: unknown) => {
    if (refused) return;
    refused = error;
    attend();
    import('./signed-out.ts').then(({ askToSignIn }) => askToSignIn(api, release), release);
  };

  const start = () => {
    client?.stream.pause();
    refused = undefined;
    const ours = (client = createClient({
      api,
      getToken: async (options) => {
        if (refused) throw refused;
        const token = getToken ? await getToken(options) : null;
        // The stream waited for it.
        attend();
        return token;
      },
      fetch,
      early: takeEarly,
      // What was asked before the person changed says nothing of who is there now.
      unauthenticated: (error) => ours === client && unauthenticated(error),
      stream: { calm: afterView },
    }));
    let me: Promise<Me> | undefined;
    live = {
      onEvent: (listener) => ours.stream.subscribe(listener),
      onChange: (listener) => {
        changes.add(listener);
        return () => changes.delete(listener);
      },
      onTick,
      announce: (change) => changes.forEach((listener) => listener(change)),
    };
    viewer = {
      api,
      kept,
      get postUrl() {
        return postUrl;
      },
      get: ({ fresh } = {}) => {
        if (fresh) me = undefined;
        // A feed asks for it to name a degree: without the nouns, which come with the first thing that is done.
        const asked = (me ??= ours.read<Me>(
          '/v1/me',
          {},
          ({ person }) => person,
          (answered) => ours.people.me({ answered }),
        ));
        asked.catch(() => {
          if (me === asked) me = undefined;
        });
        return asked;
      },
    };
    attend();
    clients.forEach((listener) => listener());
  };

  const attend = () => (document.hidden || refused ? client.stream.pause() : client.stream.resume());
  document.addEventListener('visibilitychange', attend);
  // An open connection would keep the page out of the browser's back/forward cache.
  addEventListener('pagehide', () => client.stream.pause());
  addEventListener('pageshow', attend);

  const configure = (options: ConnectionOptions) => {
    const before = { tokenUrl, getToken, fetch };
    if (options.getToken && options.getToken !== getToken) {
      getToken = options.getToken;
      tokenUrl = undefined;
    } else if (options.tokenUrl && options.tokenUrl !== tokenUrl) {
      tokenUrl = options.tokenUrl;
      getToken = tokenFrom(tokenUrl);
    }
    if (options.fetch) fetch = options.fetch;
    if (options.postUrl) postUrl = webAddress(options.postUrl);
    if (client && before.getToken === getToken && before.fetch === fetch) return;
    start();
  };

  configure(first);
  return {
    api,
    get client() {
      return client;
    },
    get live() {
      return live;
    },
    get viewer() {
      return viewer;
    },
    configure,
    retry: () => refused && start(),
    onClient: (listener) => {
      clients.add(listener);
      return () => clients.delete(listener);
    },
    signOut: () => {
      client.forgetToken();
      kept.clear();
      try {
        for (const key of Object.keys(localStorage)) if (key.startsWith(`parvis:${api}:`)) localStorage.removeItem(key);
      } catch {
        // A page that may not store anything has kept nothing.
      }
      // Whoever signs in next is somebody else, with a stream of their own.
      start();
    },
  };
}
