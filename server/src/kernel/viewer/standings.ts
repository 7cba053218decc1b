/**
 * The standing of each person who is active here, kept in memory and dropped by the events that change it, so that a
 * request costs no query to know its viewer.
 */
import type { Database } from '../database/index.ts';
import type { Addresses } from './addresses.ts';
import { type Known, type StandingRow, readStanding, readUserName } from './store.ts';
import type { SharedAudience, Viewer } from './viewer.ts';

/** People remembered at once; the longest unused go first. */
const capacity = 20_000;
/**
 * Milliseconds after which a standing is read anew by default, lest a connection that died without a word hides a change
 * for long.
 */
const longest = 60_000;

export type Standings = {
  /** The viewer of this user name, or undefined when nobody active has it. `oldest`: the age in ms that will do. */
  find(userName: string, oldest?: number): Promise<Viewer | undefined>;
  /** The same of this person. */
  findPerson(person: string): Promise<Viewer | undefined>;
  /** The same where it is remembered; undefined where it must be read. */
  known(userName: string): Viewer | undefined;
  /** Something changed for this person. */
  forget(person: string): void;
  /** Something changed for people unknown: an audience was added. */
  forgetAll(): void;
  /** Whether changes are heard of from now on: while they are not, everybody is read anew each time. */
  remember(heard: boolean): void;
};

/** Where nobody gives out addresses. */
const noAddresses: Pick<Addresses, 'sign'> = {
  sign: () => {
    throw new Error('No addresses are given out here: pass them to createStandings.');
  },
};

export function createStandings(
  database: Database,
  now: () => Date,
  addresses: Pick<Addresses, 'sign'> = noAddresses,
): Standings {
  const viewers = new Map<string, { viewer: Viewer; readAt: number }>();
  const names = new Map<string, string>();
  // Few, and the same for everybody: viewers look theirs up here, so that they take memory once.
  let shared = nothingKnown();
  let sharedAt = 0;
  // What was read before a change may not be remembered after it.
  let era = 0;
  let hearing = false;
  /** Reads under way: after a change that concerns everybody, the many streams of a person share one. */
  const reading = new Map<string, { era: number; viewer: Promise<Viewer | undefined> }>();

  const forgetAll = (): void => {
    era += 1;
    shared = nothingKnown();
    viewers.clear();
    names.clear();
  };

  const readViewer = async (userName: string, readAt: number): Promise<Viewer | undefined> => {
    const before = era;
    if (!hearing || readAt - sharedAt >= longest) {
      shared = nothingKnown();
      sharedAt = readAt;
    }
    // Kept to from here on: it is another one after a change.
    const known = shared;
    const read = await readStanding(database, userName, known, now());
    if (!read) {
      viewers.delete(userName);
      return undefined;
    }
    const { bars, ...row } = read;
    const viewer: Viewer = {
      person: row.person_id,
      circle: row.circle,
      clearance: row.clearance,
      roles: row.roles,
      audiences: row.audiences,
      homeAudiences: row.follows ? row.audiences : row.audiences.filter((id) => isNear(known.audiences.get(id), row)),
      follows: row.follows,
      mutes: row.mutes,
      memberships: row.memberships,
      bars,
      shared: known,
      sign: (attachment) => addresses.sign(row.person_id, attachment),
      version: digest(JSON.stringify([row, describe(row, known)])),
    };
    if (hearing && before === era) {
      if (viewers.size >= capacity) {
        const unused = viewers.keys().next().value!;
        names.delete(viewers.get(unused)!.viewer.person);
        viewers.delete(unused);
      }
      viewers.set(userName, { viewer, readAt });
      names.set(viewer.person, userName);
    }
    return viewer;
  };

  const known = (userName: string, oldest = longest): Viewer | undefined => {
    const remembered = viewers.get(userName);
    if (!remembered || now().getTime() - remembered.readAt >= oldest) return undefined;
    viewers.delete(userName);
    viewers.set(userName, remembered);
    return remembered.viewer;
  };
  const find: Standings['find'] = (userName, oldest = longest) => {
    const remembered = known(userName, oldest);
    if (remembered) return Promise.resolve(remembered);
    const readAt = now().getTime();
    const begun = reading.get(userName);
    if (begun?.era === era && hearing) return begun.viewer;
    const viewer = readViewer(userName, readAt).finally(() => {
      if (reading.get(userName)?.viewer === viewer) reading.delete(userName);
    });
    reading.set(userName, { era, viewer });
    return viewer;
  };

  return {
    find,
    known: (userName) => known(userName),
    async findPerson(person) {
      const userName = names.get(person) ?? (await readUserName(database, person));
      const viewer = userName === undefined ? undefined : await find(userName);
      return viewer?.person === person ? viewer : undefined;
    },
    forget(person) {
      era += 1;
      const name = names.get(person);
      if (name === undefined) return;
      viewers.delete(name);
      names.delete(person);
    },
    forgetAll,
    remember(heard) {
      hearing = heard;
      forgetAll();
    },
  };
}

/** For everyone, for a community of theirs, or for them alone. */
const isNear = (audience: SharedAudience | undefined, { memberships }: Pick<StandingRow, 'memberships'>): boolean =>
  !audience?.community || audience.community in memberships;

/** What is shown of the audiences held: their communities can be renamed. */
const describe = ({ audiences }: Pick<StandingRow, 'audiences'>, known: Known): unknown[] =>
  audiences.map((id) => known.communities.get(known.audiences.get(id)?.community ?? ''));

const nothingKnown = (): Known => ({ audiences: new Map(), communities: new Map() });

/** FNV-1a, 52 bits: tells two standings apart in a tag; nothing rests on it being secret. */
function digest(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    high = Math.imul(high ^ text.charCodeAt(i), 0x01000193);
    low = Math.imul(low ^ text.charCodeAt(i), 0x85ebca6b);
  }
  return ((high >>> 0) * 0x100000 + ((low >>> 0) & 0xfffff)).toString(36);
}
