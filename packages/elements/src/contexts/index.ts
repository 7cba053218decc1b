import { createContext } from '@lit/context';
import type { Client, StreamListener } from '@parvis/client';
import type { Comment, FlagReceipt, Me, Post } from '@parvis/contracts';

/** What somebody did on this page, told to the other elements of the page without waiting for the stream. */
export type Change =
  | { type: 'post'; post: Post; created: boolean }
  | { type: 'post-deleted'; id: string }
  /** `count`: how many the post has with it, where it is new. */
  | { type: 'comment'; comment: Comment; count?: number }
  | { type: 'comment-deleted'; post: string; count: number }
  /** Sent, or taken back: then it is null. Of a page the id is empty. */
  | { type: 'flag'; id: string; flag: FlagReceipt | null }
  | { type: 'membership' }
  /** What the viewer follows, or leaves out of their home, is something else. */
  | { type: 'reading' };

/** What moves by itself. Each method gives back what ends it. */
export type Live = {
  onEvent(listener: StreamListener): () => void;
  onChange(listener: (change: Change) => void): () => void;
  /** Called every half minute from the one timer of the page, and when a hidden page is shown again. */
  onTick(listener: () => void): () => void;
  announce(change: Change): void;
};

/** Who looks at the page. `get` asks the API once, however many elements want to know. */
export type Viewer = {
  get(options?: { fresh?: boolean }): Promise<Me>;
  /** Names this installation's storage on this machine. */
  api: string;
  /** What is kept as long as the page, or until somebody signs out; absent where an older copy of the library provides. */
  kept?: Map<string, string>;
  /** Where the page shows a post: an address with `{id}`. Without it, the address that the page has. */
  postUrl?: string | undefined;
};

// The keys are registered symbols, so that elements of one copy of the library find the provider of another.
export const clientContext = createContext<Client | undefined>(Symbol.for('parvis/1/client'));
export const liveContext = createContext<Live | undefined>(Symbol.for('parvis/1/live'));
export const viewerContext = createContext<Viewer | undefined>(Symbol.for('parvis/1/viewer'));
/** The language that the provider asks for; empty where it asks for none. */
export const languageContext = createContext<string>(Symbol.for('parvis/1/language'));
