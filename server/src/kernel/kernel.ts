/** What every service is given: the world as dependencies, so that the application runs in Node, in a browser and in tests. */
import type {
  Circle,
  Degree,
  Founders,
  ProfileField,
  ReactionKind,
  RichText,
  ScreeningReason,
} from '@parvis/contracts';
import type { Images } from '../attachments/index.ts';
import type { Database, Transaction } from './database/index.ts';
import type { Relay } from './events/index.ts';
import type { Outside } from '../previews/index.ts';
import type { Addresses, Standings } from './viewer/index.ts';

/** Settings that features read. See `config.ts` for how they are given. */
export type Settings = {
  /** Names that people see for the degrees: language tag → degree → name. */
  degreeNames: Record<string, Record<Degree, string>>;
  /** Address that opens a chat: `{userName}` and `{mail}` are replaced. Absent: no chat link unless the person has one. */
  chatTemplate?: string;
  /** Address of the page of the intranet that shows a post: `{id}` is replaced. */
  postTemplate?: string;
  /** The same of a post in a community, with a page of its own: `{slug}` is replaced too. */
  communityPostTemplate?: string;
  /** Pages of the intranet by address prefix, with who reads them, and what of their query makes them another page. */
  pages: readonly {
    prefix: string;
    circles: readonly Circle[];
    degree: Degree;
    community?: string;
    query: readonly string[];
  }[];
  /** How often one person may publish: seconds between two posts, and posts within an hour; 0 bounds nothing. */
  secondsBetweenPosts: number;
  postsPerHour: number;
  /** The same for comments. */
  secondsBetweenComments: number;
  commentsPerHour: number;
  /** Reactions that are offered, in order. */
  reactions: readonly ReactionKind[];
  /** The fewest people that a figure is made of, and by which it changes. */
  fewestCounted: number;
  /** What people write of themselves on their profile. */
  editableFields: readonly ProfileField[];
  /** What the directory is called, by language tag, and where it is corrected. */
  directory: { name: Record<string, string>; address?: string | undefined };
  /** Who may found communities. */
  founders: Founders;
  /** Days that events are kept. */
  eventDays: number;
  /** The check outside that what is written is shown to, where stewards want it. Absent: there is none. */
  screening?: { url: string; secret: string; milliseconds: number };
  /** Days that what was removed is kept. */
  removedDays: number;
  /** Means of redress for those who report something illegal: language tag → text. */
  redress: Record<string, string>;
  /** Megabytes of memory for pages of posts that lie ready. */
  pageMemory: number;
  /** The same for what all readers of a post see of it. */
  postMemory: number;
};

export type Log = {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
};

/** Something that is about to be published in a community. */
export type Screened = {
  community: { id: string; slug: string };
  degree: Degree | null;
  author: string;
  kind: 'post' | 'comment';
  title: string | null;
  /** All else that is read, as plain text. */
  parts: readonly string[];
  /** What others said below it, where it is brought from elsewhere: their words are looked for, and nothing else. */
  below?: readonly string[];
  /** Its writer was asked to rephrase it, and means it. */
  confirmed: boolean;
  /** It is published by itself, as the system: there is nobody to be asked. */
  unattended?: boolean;
};
export type Hold = { reasons: readonly ScreeningReason[]; words: readonly string[] };

/** What is looked at before it is published. Features that publish know this much of it. */
export type Screening = {
  /** Runs a write, and once more where something outside is to be asked first: never while the database waits. */
  through<Result>(write: (opinion: unknown) => Promise<Result>): Promise<Result>;
  /** Throws `rephrase` or `refused-words`; answers why a steward has to look first, if so. */
  screen(tx: Transaction, written: Screened, opinion: unknown): Promise<Hold | undefined>;
  /** As the system: the words of what somebody wrote elsewhere that would not be published here unseen. */
  unseen(tx: Transaction, written: { community: string; author: string; parts: readonly string[] }): Promise<string[]>;
  /** Leaves a thing to its author and the desk of its case. Answers what to do once the transaction is through. */
  hold(
    tx: Transaction,
    thing: {
      kind: 'post' | 'comment';
      subject: string;
      community: string;
      author: string;
      title: string | null;
      body: RichText;
      language: string | null;
      createdAt: Date;
    },
    /** `new`: nobody has read it yet. */
    facts: Hold & { new: boolean; unattended?: boolean },
    now: Date,
  ): Promise<() => void>;
};

export type Kernel = {
  database: Database;
  standings: Standings;
  relay: Relay;
  /** Addresses of images and files. */
  addresses: Addresses;
  settings: Settings;
  log: Log;
  /** Absent: no images are taken. */
  images?: Images | undefined;
  /** Absent: nothing outside is looked at. */
  outside?: Outside | undefined;
  screening: Screening;
  fetch: typeof globalThis.fetch;
  now: () => Date;
  /** A new time-ordered id (UUID version 7). */
  newId: () => string;
};
