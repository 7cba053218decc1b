/** What is decided about a case, and what that does to the thing. */
import type { Case, CaseDecision, Statement } from '@parvis/contracts';
import { type ArticleRow, presentArticleReference, requireArticle } from '../charter/index.ts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { tellDecided } from '../receipts/index.ts';
import { logHead } from '../record/index.ts';
import { busy, requireForChange, show, write } from './desk.ts';
import { giveBack, take } from './moves.ts';
import { abilities, isOthers } from './policy.ts';
import { type CaseRow, archiveOlder, setDecision } from './store.ts';

/** Milliseconds that a decided case stays on its desk. */
const deskTime = 90 * 24 * 60 * 60_000;

export async function decide(kernel: Kernel, viewer: Viewer, id: string, input: CaseDecision): Promise<Case> {
  const { shown, head, moved } = await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const row = await requireForChange(tx, viewer, id);
    if (isOthers(viewer, row, now)) throw await busy(tx, row);
    const article = await requireGrounds(tx, viewer, row, input, now);
    await setDecision(tx, id, { ...input, by: viewer.person, at: now });
    const statement: Statement = {
      decision: input.decision,
      article: article && presentArticleReference(article),
      note: input.publicNote,
      decidedAt: now.toISOString(),
    };
    // Rule: what the desk decides is carried out on a thing that is its author's, told to each reporter in their own
    // audience, and written to the record.
    const { head, moved } = await elevated(tx, async () => {
      const moved = await carryOut(tx, row, statement, now);
      await tellDecided(tx, id, statement, now);
      await archiveOlder(tx, row.community_id, new Date(now.getTime() - deskTime), now);
      const content = { ...input, article: input.article };
      return { moved, head: await write(tx, row, viewer.person, 'case.decided', content, now) };
    });
    return { shown: await show(tx, viewer, id, now), head, moved };
  });
  logHead(kernel.log, head);
  // Who decided reads, from now on, what was taken; the others on the desk hear of it.
  for (const person of [viewer.person, ...moved]) kernel.standings.forget(person);
  return shown;
}

/** What is taken from people names the article it rests on. */
async function requireGrounds(
  tx: Transaction,
  viewer: Viewer,
  row: CaseRow,
  { decision, article }: CaseDecision,
  now: Date,
): Promise<ArticleRow | null> {
  const refuse = (path: string, message: string) =>
    new Failure('invalid-request', `This cannot be decided: ${message}.`, { errors: [{ path, message }] });
  const { decisions } = abilities(viewer, row, now);
  if (!decisions.includes(decision))
    throw refuse('decision', `'${decision}' is not for a ${row.subject_kind}; choose ${decisions.join(' or ')}`);
  if (article === null) {
    if (decision !== 'keep') throw refuse('article', `to ${decision}, name the article it rests on`);
    return null;
  }
  return requireArticle(tx, article, row.subject_kind, now);
}

/** As the system: removes the thing, or gives back what was held. Answers whose audiences that changed. */
async function carryOut(tx: Transaction, row: CaseRow, statement: Statement, now: Date): Promise<readonly string[]> {
  if (statement.decision === 'remove') return (await take(tx, row, { state: 'removed', statement, now })) ?? [];
  if (row.held_at) await giveBack(tx, row, now);
  return [];
}
