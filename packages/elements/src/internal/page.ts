import type { Live } from '../contexts/index.ts';
import type { Connection, ConnectionOptions } from '../provider/connection.ts';

/** Changes only when copies of the library that differ in it could not work together. */
const protocol = 1;

/**
 * What all elements of a page share, whichever copy of the library they come from: one connection for each API, one
 * timer, and who can load an element that is not there yet.
 */
export type Page = {
  /** Address of the API for those who name none: where the script of the page came from. */
  api?: string;
  /** Addresses of the APIs that scripts of the page speak to; no markup adds another one. */
  apis?: Set<string>;
  connections: Map<string, Connection>;
  onTick: Live['onTick'];
  /** Loads and registers an element by its full tag; put there by the loader of the embed bundle. */
  load: (tag: string) => void;
  /** Whether it can load an element of this tag. */
  knows: (tag: string) => boolean;
  /** Asks for a context once more, one for each that is followed: a provider that comes late reaches them by it. */
  asking: Set<() => void>;
  /** Opens a connection, once the code that does has come. */
  connect?: (options: ConnectionOptions) => Connection;
  /** What the loader has asked for while the code of the elements was on its way. */
  early?: Early;
};

export type Early = {
  /** Where the token comes from that the answers were asked for with. */
  tokenUrl: string;
  token?: Promise<string | undefined> | undefined;
  /** The token, once it is there. */
  given?: string | undefined;
  answers: Map<string, Promise<Response>>;
};

type Pages = Record<number, Page | undefined>;

const key = Symbol.for('parvis');

export const page = (): Page => {
  const pages = ((globalThis as Record<symbol, unknown>)[key] ??= {}) as Pages;
  return (pages[protocol] ??= {
    connections: new Map(),
    onTick: oneTimer(),
    load: () => {},
    knows: () => false,
    asking: new Set(),
  });
};

function oneTimer(): Live['onTick'] {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => listeners.forEach((listener) => listener());
  const update = () => {
    const wanted = listeners.size > 0 && !document.hidden;
    if (wanted && timer === undefined) timer = setInterval(tick, 30_000);
    else if (!wanted && timer !== undefined) {
      clearInterval(timer);
      timer = undefined;
    }
  };
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) tick();
    update();
  });
  return (listener) => {
    listeners.add(listener);
    update();
    return () => {
      listeners.delete(listener);
      update();
    };
  };
}
