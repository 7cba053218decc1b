import { type Screening, type ScreeningAction, type ScreeningChange, type ScreeningReason } from '@parvis/contracts';
import { ownAudience } from '../audiences/index.ts';
import { type Settled, holdForReview } from '../cases/index.ts';
import { requireModerated } from '../communities/index.ts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel, Screened, Screening as Port } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { findBylines } from '../people/index.ts';
import { logHead } from '../record/index.ts';
import { type Asked, type Opinion, consult, mayLeave } from './outside.ts';
import { presentScreening } from './present.ts';
import {
  type ScreeningRow,
  countPublished,
  findMembers,
  findScreening,
  isModerating,
  lockScreening,
  putScreening,
} from './store.ts';
import { type Matcher, createMatcher, isScreened } from './words.ts';

/** Lists made ready at once; the longest unused go first. */
const mostLists = 100;
/** Words told of one text. */
const mostTold = 20;

/** What the check outside said of what. */
type Given = { asked: Asked; opinion: Opinion };
/** How often the check is asked of one write, because something else is written by then. */
const mostRounds = 3;

/** Says that the check outside is to be asked: not while the database waits. */
class Unasked extends Error {
  readonly asked: Asked;
  constructor(asked: Asked) {
    super('The check outside has not been asked yet.');
    this.asked = asked;
  }
}

type List = { tag: string; entries: { word: string; action: ScreeningAction }[]; matcher: Matcher };

/** What is done with what somebody writes before it is published. One for the whole server. */
export function createScreening(kernel: Omit<Kernel, 'screening'>): Port {
  const lists = new Map<string, List>();

  const listOf = ({ community_id, tag, words }: ScreeningRow): List => {
    const known = lists.get(community_id);
    lists.delete(community_id);
    const entries = () =>
      (Object.entries(words) as [ScreeningAction, string[]][]).flatMap(([action, all]) =>
        all.map((word) => ({ word, action })),
      );
    const make = (all: List['entries']): List => ({
      tag,
      entries: all,
      matcher: createMatcher(all.map(({ word }) => word)),
    });
    const list = known?.tag === tag ? known : make(entries());
    lists.set(community_id, list);
    if (lists.size > mostLists) lists.delete(lists.keys().next().value!);
    return list;
  };

  const wordsIn = (row: ScreeningRow, text: string): Record<ScreeningAction, string[]> => {
    const { entries, matcher } = listOf(row);
    const found: Record<ScreeningAction, string[]> = { refuse: [], hold: [], nudge: [] };
    for (const index of matcher.find(text)) found[entries[index]!.action].push(entries[index]!.word);
    return found;
  };

  const reasonsFor = async (
    tx: Transaction,
    row: ScreeningRow,
    author: string,
    words: readonly string[],
    opinion: Opinion | undefined,
  ): Promise<ScreeningReason[]> => {
    const reasons: ScreeningReason[] = [];
    if (words.length > 0) reasons.push('words');
    if (row.everything) reasons.push('everything');
    if (row.people.includes(author)) reasons.push('person');
    if (opinion?.verdict === 'hold') reasons.push('external');
    if (row.newcomers > 0 && (await countPublished(tx, row.community_id, author, row.newcomers)) < row.newcomers)
      reasons.push('newcomer');
    return reasons;
  };

  /** As the system. */
  const judge = async (tx: Transaction, written: Screened, given: Given | undefined) => {
    const { community, author, title, parts, confirmed, unattended } = written;
    const row = await findScreening(tx, community.id);
    if (!row) return undefined;
    const said = parts.filter((part) => part !== '').join('\n\n');
    const found = wordsIn(row, [title ?? '', said].join('\n\n'));
    const asked: Asked = { community: community.slug, kind: written.kind, title, text: said };
    // What was changed while the check was asked, it has no opinion of.
    const opinion = given && JSON.stringify(given.asked) === JSON.stringify(asked) ? given.opinion : undefined;
    if (opinion?.verdict === 'refuse') found.refuse.push(...opinion.words);
    if (found.refuse.length > 0 || opinion?.verdict === 'refuse')
      throw wordFailure('refused-words', 'Its stewards do not publish what contains these words', found.refuse);
    const below = wordsIn(row, (written.below ?? []).join('\n\n'));
    if (below.refuse.length > 0) throw wordFailure('refused-words', saidBelow, below.refuse, 'comments');
    const { screening: check } = kernel.settings;
    if (row.external && check && opinion === undefined && mayLeave(written.degree)) throw new Unasked(asked);
    if (opinion?.verdict === 'nudge') found.nudge.push(...opinion.words);
    if (!confirmed && !unattended && (found.nudge.length > 0 || opinion?.verdict === 'nudge'))
      throw wordFailure(
        'rephrase',
        'Its stewards ask to think these words over. Rephrase it, or send it again with "confirmed": true',
        found.nudge,
      );
    if (await isModerating(tx, community.id, author)) return undefined;
    // They would be there at once, and its author cannot rephrase them.
    if (below.hold.length > 0) throw wordFailure('refused-words', saidBelow, below.hold, 'comments');
    const reasons = await reasonsFor(tx, row, author, found.hold, opinion);
    return reasons.length > 0 ? { reasons, words: found.hold.slice(0, mostTold) } : undefined;
  };

  return {
    async through(write) {
      let given: Given | undefined;
      for (let round = 0; ; round++)
        try {
          return await write(given);
        } catch (error) {
          if (!(error instanceof Unasked)) throw error;
          if (round >= mostRounds)
            throw new Failure('conflict', 'This was changed again and again while it was looked at. Try again.');
          given = { asked: error.asked, opinion: await consult(kernel, kernel.settings.screening!, error.asked) };
        }
    },
    // Rule: what stewards set is applied to everybody, and shown to nobody else.
    screen: (tx, written, opinion) =>
      asSystem(tx, written.unattended, () => judge(tx, written, opinion as Given | undefined)),
    async unseen(tx, { community, author, parts }) {
      const row = await findScreening(tx, community);
      if (!row) return [];
      const { refuse, hold } = wordsIn(row, parts.join('\n\n'));
      const waits = hold.length > 0 && !(await isModerating(tx, community, author));
      return [...new Set([...refuse, ...(waits ? hold : [])])].slice(0, mostTold);
    },
    async hold(tx, thing, { unattended, ...facts }, now) {
      // Rule: a thing that waits is its author's and its desk's; the case is the system's to open.
      const settled = await asSystem(tx, unattended, () => holdForReview(kernel, tx, thing, facts, now));
      return () => finish(kernel, settled);
    },
  };
}

/** What is published by itself is published as the system already. */
const asSystem = <Result>(
  tx: Transaction,
  already: boolean | undefined,
  work: () => Promise<Result>,
): Promise<Result> => (already ? work() : elevated(tx, work));

function finish({ log, standings }: Pick<Kernel, 'log' | 'standings'>, { head, moved }: Settled): void {
  logHead(log, head);
  for (const person of moved) standings.forget(person);
}

const saidBelow = 'What was said below it contains words that its stewards do not publish unseen';

const wordFailure = (
  code: 'rephrase' | 'refused-words',
  reason: string,
  words: readonly string[],
  path: 'text' | 'comments' = 'text',
): Failure =>
  new Failure(code, `${reason}.`, {
    errors: [...new Set(words)].slice(0, mostTold).map((word) => ({ path, message: word })),
  });

export const showScreening = (kernel: Kernel, viewer: Viewer, community: string): Promise<Screening> =>
  kernel.database.transaction(viewer, async (tx) => {
    const { id } = await requireModerated(tx, viewer, community);
    return show(kernel, tx, id);
  });

/** The tag of a community where nobody has set anything yet. */
const untouched = 'none';

async function show({ settings }: Pick<Kernel, 'settings'>, tx: Transaction, community: string): Promise<Screening> {
  // Rule: stewards read what is set in their community.
  const row = await elevated(tx, () => findScreening(tx, community));
  const people = await findBylines(tx, row?.people ?? []);
  return presentScreening(row, people, { untouched, external: settings.screening !== undefined });
}

export const saveScreening = (
  kernel: Kernel,
  viewer: Viewer,
  address: string,
  change: ScreeningChange,
): Promise<Screening> =>
  kernel.database.transaction(viewer, async (tx) => {
    const community = await requireModerated(tx, viewer, address);
    const now = kernel.now();
    const words = cleaned(change);
    await elevated(tx, async () => {
      await lockScreening(tx, community.id);
      const before = await findScreening(tx, community.id);
      if ((before?.tag ?? untouched) !== change.tag)
        throw new Failure(
          'precondition-failed',
          `Somebody else changed this for ${community.name} meanwhile. Read it again, then change it.`,
        );
      await requireMembers(tx, community.id, change.people, before?.people ?? []);
      await putScreening(tx, {
        ...{ community_id: community.id, tag: kernel.newId(), words, edited_by: viewer.person, edited_at: now },
        ...{ newcomers: change.newcomers, everything: change.everything, people: [...new Set(change.people)] },
        external: change.external && kernel.settings.screening !== undefined,
      });
    });
    await recordEvent(tx, {
      ...{ type: 'screening.updated', at: now, actor: viewer.person, audience: await ownAudience(kernel, tx, viewer) },
      subject: { kind: 'community', id: community.id },
      community: community.id,
    });
    return show(kernel, tx, community.id);
  });

/** Each word once, under the strictest of its headings. */
function cleaned({ words }: ScreeningChange): ScreeningRow['words'] {
  const seen = new Set<string>();
  const once = (list: readonly string[], path: string): string[] =>
    list.flatMap((word, index) => {
      if (!isScreened(word))
        throw new Failure('invalid-request', `'${word}' cannot be looked for: write two letters at least.`, {
          errors: [{ path: `words.${path}.${index}`, message: 'is too short' }],
        });
      const key = word.toLowerCase();
      if (seen.has(key)) return [];
      seen.add(key);
      return [word];
    });
  return { refuse: once(words.refuse, 'refuse'), hold: once(words.hold, 'hold'), nudge: once(words.nudge, 'nudge') };
}

/** Whoever left since stays on the list until somebody takes them off. */
async function requireMembers(
  tx: Transaction,
  community: string,
  people: readonly string[],
  before: readonly string[],
): Promise<void> {
  const members = await findMembers(tx, community, people);
  const errors = people.flatMap((person, index) =>
    members.has(person) || before.includes(person) ? [] : [{ path: `people.${index}`, message: 'is no member' }],
  );
  if (errors.length > 0)
    throw new Failure('invalid-request', 'Only members of this community can be on its list.', { errors });
}
