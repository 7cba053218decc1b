/** What was decided about what the viewer wrote, and what they say to it. */
import type { StatementOfReasons, StatementPage, StatementQuery } from '@parvis/contracts';
import { ownAudience } from '../audiences/index.ts';
import { findArticles } from '../charter/index.ts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, notFound, pageOf, readTimePlace, timePosition } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { type Head, appendRecord, logHead } from '../record/index.ts';
import { abilities } from './policy.ts';
import { presentStatement } from './present.ts';
import {
  type CaseOf,
  type StatementRow,
  findStatement,
  findUnattended,
  listDesk,
  listStatements,
  lockCaseOf,
  setAcknowledged,
  setAnswer,
  setAppeal,
  setCaseAppeal,
  setCaseResponse,
} from './store.ts';

export const listOwn = ({ database, now }: Kernel, viewer: Viewer, query: StatementQuery): Promise<StatementPage> =>
  database.transaction(viewer, async (tx) => {
    const at = now();
    const rows = await listStatements(tx, viewer.person, {
      ...{ subject: query.subject, standing: query.standing ?? false, now: at },
      ...{ before: readTimePlace(query.cursor), limit: query.limit + 1 },
    });
    const { shown, next } = pageOf(rows, query.limit, (last) => timePosition(last.decided_at, last.id));
    return { items: await present(tx, shown, at), next };
  });

async function present(tx: Transaction, rows: readonly StatementRow[], now: Date): Promise<StatementOfReasons[]> {
  const cited = await findArticles(tx, [
    ...new Set(rows.map(({ article_id }) => article_id).filter((id) => id !== null)),
  ]);
  const articles = new Map(cited.map((article) => [article.id, article]));
  const appealed = rows.filter(({ appealed_at, appeal_outcome }) => appealed_at && !appeal_outcome);
  const cases = appealed.map(({ case_id }) => case_id);
  // Rule: who appealed may know that nobody can examine it, and nothing else of the desk.
  const unattended = cases.length > 0 ? await elevated(tx, () => findUnattended(tx, cases)) : new Set<string>();
  return rows.map((row) => presentStatement(row, articles, unattended.has(row.case_id), now));
}

async function requireStatement(tx: Transaction, viewer: Viewer, id: string): Promise<StatementRow> {
  const row = await findStatement(tx, viewer.person, id);
  if (!row) throw notFound('statement');
  return row;
}

type Step = { audience: number; of: CaseOf; row: StatementRow; now: Date };

/** One step of the person concerned: their statement and its case change together, as the system, and the record knows. */
async function step(
  kernel: Kernel,
  viewer: Viewer,
  id: string,
  allowed: keyof StatementOfReasons['abilities'],
  refusal: string,
  take: (tx: Transaction, given: Step) => Promise<{ head: Head; moved?: readonly string[] }>,
): Promise<StatementOfReasons> {
  const { shown, head, moved } = await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const audience = await ownAudience(kernel, tx, viewer);
    await requireStatement(tx, viewer, id);
    // Rule: a person answers for themselves. Their case is not theirs to see, and its record is the system's to write.
    const done = await elevated(tx, async () => {
      const of = await lockCaseOf(tx, id);
      // As it stands now that nobody decides anything about it meanwhile.
      const row = (await findStatement(tx, viewer.person, id))!;
      if (!of || !abilities(row, now)[allowed]) throw new Failure('conflict', refusal);
      const done = await take(tx, { audience, of, row, now });
      await recordEvent(tx, {
        ...{ type: 'statement.updated', at: now, actor: null, audience },
        subject: { kind: 'statement', id },
      });
      return done;
    });
    const [shown] = await present(tx, [await requireStatement(tx, viewer, id)], now);
    return { shown: shown!, ...done };
  });
  logHead(kernel.log, head);
  for (const person of [viewer.person, ...(moved ?? [])]) kernel.standings.forget(person);
  return shown;
}

const record = (
  tx: Transaction,
  viewer: Viewer,
  { id, community_id }: CaseOf,
  type: string,
  content: Record<string, unknown>,
  at: Date,
): Promise<Head> =>
  appendRecord(tx, community_id, at, [{ type, case: id, subject: id, actor: viewer.person, content }]);

const tellDesk = (tx: Transaction, of: CaseOf, type: 'case.answered' | 'case.appealed', at: Date): Promise<void> =>
  recordEvent(tx, {
    ...{ type, at, actor: null, audience: of.audience_id, community: of.community_id },
    subject: { kind: 'case', id: of.id },
  });

export const acknowledge = (kernel: Kernel, viewer: Viewer, id: string): Promise<StatementOfReasons> =>
  step(
    kernel,
    viewer,
    id,
    'acknowledge',
    'There is nothing to confirm: this is no warning, or you confirmed it already, or it was undone.',
    async (tx, { of, now }) => {
      await setAcknowledged(tx, id, now);
      return { head: await record(tx, viewer, of, 'warning.acknowledged', {}, now) };
    },
  );

/** Milliseconds between two answers: each is told to the desk, and stays in the record. */
const answerPace = 60_000;

/** To the question for a source. What was answered before is replaced. */
export const answer = (kernel: Kernel, viewer: Viewer, id: string, text: string): Promise<StatementOfReasons> =>
  step(
    kernel,
    viewer,
    id,
    'answer',
    'Nobody asks you for a source here any more. Read what was decided since.',
    async (tx, { of, row, now }) => {
      const wait = row.answered_at ? row.answered_at.getTime() + answerPace - now.getTime() : 0;
      if (wait > 0) {
        const retryAfter = Math.ceil(wait / 1_000);
        throw new Failure('rate-limited', `You answered a moment ago. Answer again in ${retryAfter} s.`, {
          retryAfter,
        });
      }
      await setAnswer(tx, id, text, now);
      await setCaseResponse(tx, of.id, text, now);
      await tellDesk(tx, of, 'case.answered', now);
      return { head: await record(tx, viewer, of, 'case.answered', { text }, now), moved: await listDesk(tx, of.id) };
    },
  );

/** Once for each decision. Whoever decided is not on its desk from now on. */
export const appeal = (kernel: Kernel, viewer: Viewer, id: string, text: string): Promise<StatementOfReasons> =>
  step(
    kernel,
    viewer,
    id,
    'appeal',
    'This cannot be appealed now: you did already, it was undone, or it was decided too long ago.',
    async (tx, { of, now }) => {
      await setAppeal(tx, id, text, now);
      await setCaseAppeal(tx, of.id, text, now);
      await tellDesk(tx, of, 'case.appealed', now);
      const desk = await listDesk(tx, of.id);
      if (desk.length === 0)
        kernel.log.warn(
          'Nobody can examine an appeal: everybody else is concerned. Name another steward or a moderator.',
          {
            case: of.id,
          },
        );
      const head = await record(tx, viewer, of, 'case.appealed', { text }, now);
      return { head, moved: of.decided_by === null ? desk : [of.decided_by, ...desk] };
    },
  );
