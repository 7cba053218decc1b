/** What every service is given: the world as dependencies, so that the application runs in Node, in a browser and in tests. */
import type { Circle, Degree, Founders, ProfileField, ReactionKind } from '@parvis/contracts';
import type { Images } from '../attachments/index.ts';
import type { Database } from './database/index.ts';
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
  /** Megabytes of memory for pages of posts that lie ready. */
  pageMemory: number;
};

export type Log = {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
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
  now: () => Date;
  /** A new time-ordered id (UUID version 7). */
  newId: () => string;
};
