import { type Flag, type FlagCreate, type FlagPage, type FlagQuery, type Subject, WebAddress } from '@parvis/contracts';
import { ownAudience } from '../audiences/index.ts';
import { type Said, type Settled, lockCase, receive, settle, takeBack } from '../cases/index.ts';
import { findArticles, requireArticle } from '../charter/index.ts';
import { findPlaces } from '../communities/index.ts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, createOnce, notFound, pageOf, readTimePlace, timePosition } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { pageKey } from '../pages/index.ts';
import { canWithdraw, isPending } from '../receipts/index.ts';
import { type Head, logHead } from '../record/index.ts';
import { perDay, referenceFrom, refusal } from './policy.ts';
import { presentFlag } from './present.ts';
import {
  type FlagRow,
  type SubjectKey,
  addFlag,
  countSince,
  findCaseOf,
  findFlag,
  findUnattended,
  listFlags,
  lockReporter,
  setWithdrawn,
} from './store.ts';
import { type Found, readSubject } from './subjects.ts';

const day = 24 * 60 * 60_000;

export async function createFlag(
  kernel: Kernel,
  viewer: Viewer,
  input: FlagCreate,
  key: string | undefined,
): Promise<Flag> {
  let settled: Settled | undefined;
  const flag = await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const audience = await ownAudience(kernel, tx, viewer);
    const creation = { key, request: { operation: 'createFlag', input }, now };
    const { id } = await createOnce(tx, viewer, creation, kernel.newId(), async (id) => {
      settled = await addAs(kernel, tx, viewer, { id, audience, input, now });
    });
    return show(kernel, tx, viewer, id);
  });
  if (settled) {
    logHead(kernel.log, settled.head);
    // Whoever flagged has left the desk of that case.
    for (const person of [viewer.person, ...settled.moved]) kernel.standings.forget(person);
  }
  return flag;
}

async function addAs(
  kernel: Kernel,
  tx: Transaction,
  viewer: Viewer,
  { id, audience, input, now }: { id: string; audience: number; input: FlagCreate; now: Date },
): Promise<Settled> {
  await lockReporter(tx, viewer.person);
  const thing = await readSubject(kernel, tx, viewer, input.subject);
  if (!thing)
    throw new Failure(
      'invalid-request',
      'There is no page to flag at this address: it is under none of the prefixes that the configuration of the server lists as pages, or that page is not for you. Whoever runs the server adds its prefix, with who reads it, to "pages".',
      { errors: [{ path: 'subject.url', message: 'not under a configured prefix' }] },
    );
  await requireFlaggable(tx, viewer, thing);
  const article = input.article === 'illegal' ? null : (await requireArticle(tx, input.article, thing.kind, now)).id;
  await requireUnderLimit(tx, viewer, now);
  const said: Said = {
    ...{ article, note: input.note, law: input.illegal?.law ?? null },
    reference: input.article === 'illegal' ? referenceFrom(kernel.newId(), now) : null,
  };
  // Rule: whoever can see a thing may flag it. The case, its desk and the record are not the reporter's to see, and the
  // events name nobody.
  return elevated(tx, async () => {
    const received = await receive(kernel, tx, thing, said, now);
    await addFlag(tx, {
      id,
      audience,
      reporter: viewer.person,
      caseId: received.case.id,
      caseFlag: received.caseFlag,
      kind: thing.kind,
      subject: thing.subject,
      ...said,
      at: now,
    });
    await recordEvent(tx, { type: 'flag.created', at: now, actor: null, audience, subject: { kind: 'flag', id } });
    return settle(kernel, tx, received, thing, said, now);
  });
}

async function requireFlaggable(tx: Transaction, viewer: Viewer, thing: Found): Promise<void> {
  const reason = refusal(viewer, thing, await hasPending(tx, viewer, thing));
  if (reason === 'own') throw new Failure('forbidden', 'This is your own: edit or delete it instead of flagging it.');
  if (reason === 'gone')
    throw new Failure('forbidden', 'This is held, removed or deleted already: there is nothing left to flag.');
  if (reason === 'flagged')
    throw new Failure(
      'conflict',
      'You flagged this already, and it is not decided yet. Wait for the outcome, or withdraw your flag.',
    );
}

const hasPending = async (tx: Transaction, viewer: Viewer, on: SubjectKey): Promise<boolean> =>
  (await listFlags(tx, viewer.person, { on, before: undefined, limit: perDay })).some(isPending);

/** When a day's flags are used up: in how many seconds there is another one. */
async function untilNext(tx: Transaction, viewer: Viewer, now: Date): Promise<number | undefined> {
  const { count, first } = await countSince(tx, viewer.person, new Date(now.getTime() - day));
  if (count < perDay || !first) return undefined;
  return Math.max(1, Math.ceil((first.getTime() + day - now.getTime()) / 1_000));
}

async function requireUnderLimit(tx: Transaction, viewer: Viewer, now: Date): Promise<void> {
  const wait = await untilNext(tx, viewer, now);
  if (wait === undefined) return;
  throw new Failure(
    'rate-limited',
    `You sent ${perDay} flags within a day, which is the limit. Tell a steward or a moderator in person, or flag again later.`,
    {
      retryAfter: wait,
    },
  );
}

async function show(kernel: Kernel, tx: Transaction, viewer: Viewer, id: string): Promise<Flag> {
  const [flag] = await present(kernel, tx, [await requireFlag(tx, viewer, id)]);
  return flag!;
}

async function requireFlag(tx: Transaction, viewer: Viewer, id: string): Promise<FlagRow> {
  const row = await findFlag(tx, viewer.person, id);
  if (!row) throw notFound('flag');
  return row;
}

async function present({ settings }: Kernel, tx: Transaction, rows: readonly FlagRow[]): Promise<Flag[]> {
  const cited = await findArticles(tx, [
    ...new Set(rows.map(({ article_id }) => article_id).filter((id) => id !== null)),
  ]);
  const articles = new Map(cited.map((article) => [article.id, article]));
  const places = await findPlaces(
    tx,
    rows.flatMap(({ statement }) => statement?.movedTo ?? []),
  );
  const waiting = rows.filter(({ state }) => state === 'received').map(({ id }) => id);
  // Rule: who flagged may know that nobody can look at it, and nothing else of the desk.
  const unattended = waiting.length > 0 ? await elevated(tx, () => findUnattended(tx, waiting)) : new Set<string>();
  return rows.map((row) =>
    presentFlag(row, articles, { unattended: unattended.has(row.id), redress: settings.redress, places }),
  );
}

/** The viewer's own flags; on one thing, also whether they can flag it now, and if not, why. */
export const listOwnFlags = (kernel: Kernel, viewer: Viewer, query: FlagQuery): Promise<FlagPage> =>
  kernel.database.transaction(viewer, async (tx) => {
    const asked = readAsked(query);
    const on = asked && {
      kind: asked.kind,
      subject: asked.kind === 'page' ? (pageKey(kernel.settings.pages, asked.url) ?? asked.url) : asked.id,
    };
    const rows = await listFlags(tx, viewer.person, {
      on,
      before: readTimePlace(query.cursor),
      limit: query.limit + 1,
    });
    const { shown, next } = pageOf(rows, query.limit, (last) => timePosition(last.created_at, last.id));
    return {
      items: await present(kernel, tx, shown),
      next,
      subject: asked ? await judge(kernel, tx, viewer, asked, shown) : null,
    };
  });

function readAsked({ kind, id, url }: FlagQuery): Subject | undefined {
  if (kind === undefined && id === undefined && url === undefined) return undefined;
  const refuse = (path: string, message: string) =>
    new Failure('invalid-request', `The query is not as it should be. ${path}: ${message}.`, {
      errors: [{ path, message }],
    });
  if (kind === undefined) throw refuse('kind', 'missing beside id or url');
  if (kind !== 'page') {
    if (id === undefined) throw refuse('id', `a ${kind} is asked for by its id`);
    return { kind, id };
  }
  const address = WebAddress.safeParse(url);
  if (!address.success) throw refuse('url', 'a page is asked for by its address');
  return { kind, url: address.data };
}

async function judge(
  kernel: Kernel,
  tx: Transaction,
  viewer: Viewer,
  asked: Subject,
  flags: readonly FlagRow[],
): Promise<NonNullable<FlagPage['subject']>> {
  const pending = flags.some(isPending);
  const thing = await readSubject(kernel, tx, viewer, asked).catch((error: unknown) => {
    // What one flagged oneself may have been held or removed since: the receipt stays.
    if (error instanceof Failure && error.code === 'not-found' && flags.length > 0) return 'gone' as const;
    throw error;
  });
  if (thing === 'gone') return { flaggable: false, reason: pending ? 'flagged' : 'gone' };
  const reason = thing ? refusal(viewer, thing, pending) : 'not-configured';
  const spent = reason === null && (await untilNext(tx, viewer, kernel.now())) !== undefined;
  return { flaggable: reason === null && !spent, reason: spent ? 'limit' : reason };
}

export async function withdrawFlag(kernel: Kernel, viewer: Viewer, id: string): Promise<Flag> {
  let head: Head | undefined;
  const flag = await kernel.database.transaction(viewer, async (tx) => {
    const audience = await ownAudience(kernel, tx, viewer);
    const row = await requireFlag(tx, viewer, id);
    if (row.state === 'withdrawn') return show(kernel, tx, viewer, id);
    const tooLate = () =>
      new Failure('conflict', 'Somebody examines your flag already, or decided on it: it cannot be withdrawn now.');
    if (!canWithdraw(row)) throw tooLate();
    const now = kernel.now();
    // Rule: a person takes back their own flag. Its case is not theirs to see.
    head = await elevated(tx, async () => {
      const { case_id, case_flag_id } = (await findCaseOf(tx, id))!;
      await lockCase(tx, case_id);
      if (!(await setWithdrawn(tx, id))) throw tooLate();
      await recordEvent(tx, { type: 'flag.withdrawn', at: now, actor: null, audience, subject: { kind: 'flag', id } });
      return takeBack(tx, { caseId: case_id, caseFlag: case_flag_id! }, now);
    });
    return show(kernel, tx, viewer, id);
  });
  if (head) logHead(kernel.log, head);
  return flag;
}
