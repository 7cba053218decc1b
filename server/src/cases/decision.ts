/** What is decided about a case, how that is undone, and what becomes of an appeal. */
import type { AppealDecision, Case, CaseDecision, Statement } from '@parvis/contracts';
import { type ArticleRow, presentArticleReference, requireArticle } from '../charter/index.ts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { beginning, plainText } from '../kernel/richtext/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { tellDecided, tellOutcome, tellUndone } from '../receipts/index.ts';
import { type Head, logHead } from '../record/index.ts';
import { tellOfAppeal, tellOfDecision, tellOfUndoing } from '../statements/index.ts';
import { relocate } from '../stewarding/index.ts';
import { decidedAlready, requireCase, requireForChange, requirePending, show, write } from './desk.ts';
import { type Done, carryOut, onThing, undo } from './effects.ts';
import { giveBack } from './moves.ts';
import { abilities, goneTo, isAppealed, isDecidable, isRemoved } from './policy.ts';
import {
  type CaseRow,
  archiveOlder,
  isFlaggedAgain,
  listCaseFlags,
  listCopies,
  listDesk,
  setAppealOutcome,
  setDecision,
  setEffect,
  setLooked,
  setUndone,
} from './store.ts';

/** Milliseconds that a decided case stays on its desk. */
const deskTime = 90 * 24 * 60 * 60_000;
/** Milliseconds for which whoever undid a decision examines the case. */
const undoTime = 30 * 60_000;
const hour = 60 * 60_000;

/** What a step came to. `heads` are for the log, `people` are those whose audiences changed, `after` is done at last. */
type Stepped = { shown: Case; heads: readonly Head[]; people: readonly string[]; after?: () => void };

async function step(
  kernel: Kernel,
  viewer: Viewer,
  take: (tx: Transaction, now: Date, opinion: unknown) => Promise<Stepped>,
): Promise<Case> {
  const { shown, heads, people, after } = await kernel.screening.through((opinion) =>
    kernel.database.transaction(viewer, (tx) => take(tx, kernel.now(), opinion)),
  );
  for (const head of heads) logHead(kernel.log, head);
  // Who decided reads, from now on, what was taken; the others on the desk hear of it.
  for (const person of [viewer.person, ...people]) kernel.standings.forget(person);
  after?.();
  return shown;
}

export const decide = (kernel: Kernel, viewer: Viewer, id: string, input: CaseDecision): Promise<Case> =>
  step(kernel, viewer, async (tx, now, opinion) => {
    const found = await requirePending(tx, viewer, id, now);
    if (!isDecidable(found))
      throw new Failure('conflict', 'This decision was appealed: grant the appeal or reject it.');
    const article = await requireGrounds(tx, viewer, found, input, now);
    // Rule: as for undoing. What its author answered is decided upon in the place of what was decided before.
    const before = found.decided_at ? await elevated(tx, () => withdraw(kernel, tx, viewer, found, now)) : undefined;
    const row = before ? await requireCase(tx, id) : found;
    const law = input.law ?? null;
    await setLooked(tx, id, now);
    await setDecision(tx, id, {
      ...{ ...input, law, hours: input.hours ?? null, alsoRemoved: input.alsoRemove },
      ...{ by: viewer.person, at: now },
    });
    const statement: Statement = {
      decision: input.decision,
      article: article && presentArticleReference(article),
      ...(law !== null && { law }),
      note: input.publicNote,
      decidedAt: now.toISOString(),
    };
    const moved =
      input.decision === 'move'
        ? await bringTo(kernel, tx, viewer, row, { to: input.community!, now, opinion })
        : undefined;
    // Rule: what the desk decides is carried out on a thing that is its author's, told to its author and to each reporter
    // in their own audience, and written to the record.
    const { head, people } = await elevated(tx, async () => {
      const { effect, people }: Done = moved ?? (await carryOut(tx, row, input, statement, now));
      await setEffect(tx, id, effect);
      await tellAuthor(kernel, tx, row, input, statement, now);
      await tellDecided(tx, id, { ...onThing(statement, input.alsoRemove), ...goneTo(effect) }, now);
      await archiveOlder(tx, row.community_id, new Date(now.getTime() - deskTime), now);
      return { people, head: await write(tx, row, viewer.person, 'case.decided', { ...input }, now) };
    });
    const concerned = row.author_id === null ? people : [row.author_id, ...people];
    const heads = [...(before ? [before.head] : []), ...(moved?.heads ?? []), head];
    return {
      ...{ shown: await show(tx, viewer, id, now), heads, people: [...(before?.people ?? []), ...concerned] },
      after: () => {
        before?.after?.();
        moved?.after?.();
      },
    };
  });

/**
 * To a community of the steward's, with their own rights: nobody reads there whom it was kept from, and it is looked at
 * there as whatever arrives.
 */
async function bringTo(
  kernel: Kernel,
  tx: Transaction,
  viewer: Viewer,
  row: CaseRow,
  { to: community, now, opinion }: { to: string; now: Date; opinion: unknown },
): Promise<Done & Pick<Stepped, 'heads' | 'after'>> {
  // Rule: what flags held goes back to its readers before it goes elsewhere.
  if (row.held_at) await elevated(tx, () => giveBack(tx, row, now));
  const input = { community, wider: false };
  const { heads, moved, after } = await relocate(kernel, tx, viewer, row.subject_id!, input, opinion);
  if (!moved)
    throw new Failure('invalid-request', 'This post stands there already: choose another community.', {
      errors: [{ path: 'community', message: 'is the one that it stands in' }],
    });
  return { effect: { moved }, people: [], heads, ...(after && { after }) };
}

/** What restricts people names what it rests on; where the law was said to be broken, the grounds are given in words. */
async function requireGrounds(
  tx: Transaction,
  viewer: Viewer,
  row: CaseRow,
  { decision, article, law, publicNote }: CaseDecision,
  now: Date,
): Promise<ArticleRow | null> {
  const refuse = (path: string, message: string) =>
    new Failure('invalid-request', `This cannot be decided: ${message}.`, { errors: [{ path, message }] });
  const { decisions } = abilities(viewer, row, now);
  if (!decisions.includes(decision))
    throw refuse('decision', `'${decision}' is not for a ${row.subject_kind}; choose ${decisions.join(' or ')}`);
  const illegal = (await listCaseFlags(tx, [row.id])).some(({ article_id }) => article_id === null);
  if (illegal && !publicNote)
    throw refuse('publicNote', 'it was reported as illegal: say in the public note what the decision rests on');
  if (law !== undefined && !illegal) throw refuse('law', 'nobody reported it as illegal: name an article');
  if (article !== null) return requireArticle(tx, article, row.subject_kind, now);
  if (decision !== 'keep' && law === undefined) throw refuse('article', `to ${decision}, name the article it rests on`);
  return null;
}

/** The beginning of a thing, to be recognised by. */
const excerptLength = 200;

async function tellAuthor(
  kernel: Kernel,
  tx: Transaction,
  row: CaseRow,
  { decision, alsoRemove, article, law, hours, community }: CaseDecision,
  { note }: Statement,
  at: Date,
): Promise<void> {
  if (decision === 'keep' || row.author_id === null || row.subject_id === null) return;
  const [copy] = await listCopies(tx, [row.id]);
  const said = row.subject_kind === 'person' ? '' : copy?.title || plainText(copy?.body ?? []);
  await tellOfDecision(tx, {
    ...{ id: kernel.newId(), case_id: row.id, person: row.author_id, decision, also_removed: alsoRemove },
    ...{ subject_kind: row.subject_kind, subject_id: row.subject_id, excerpt: beginning(said, excerptLength) },
    // A steward's word holds in their community, a moderator's in what belongs to none: everywhere.
    community: decision === 'suspend' ? row.community_id : null,
    movedTo: community ?? null,
    ...{ article_id: article, law: law ?? null, note, at },
    ...{ hours: hours ?? null, until: hours === undefined ? null : new Date(at.getTime() + hours * hour) },
  });
}

/** As if it had not been decided: the thing is as it was, its author is told, its reporters too. */
export const undoDecision = (kernel: Kernel, viewer: Viewer, id: string): Promise<Case> =>
  step(kernel, viewer, async (tx, now) => {
    const row = await requireForChange(tx, viewer, id);
    if (row.decided_at === null)
      throw new Failure('conflict', 'There is no decision to undo: it was undone already, or is still to be made.');
    if (isAppealed(row)) throw new Failure('conflict', 'This decision was appealed: grant the appeal or reject it.');
    if (row.appeal_decided_at !== null && row.decided_by === viewer.person)
      throw new Failure(
        'forbidden',
        'Your decision was appealed, and somebody else examined it: what came of that stands.',
      );
    if (row.erased_at)
      throw new Failure('conflict', 'What was removed is erased by now: there is nothing to give back.');
    // Rule: what the desk undoes is undone on a thing that is its author's, told to those who were told of it, and recorded.
    const { head, people, after } = await elevated(tx, () => withdraw(kernel, tx, viewer, row, now));
    return { shown: await show(tx, viewer, id, now), heads: [head], people, ...(after && { after }) };
  });

/** As the system: what was decided is decided no longer, for everybody who was told of it. */
async function withdraw(
  kernel: Kernel,
  tx: Transaction,
  viewer: Viewer,
  row: CaseRow,
  now: Date,
): Promise<Omit<Stepped, 'shown' | 'heads'> & { head: Head }> {
  const { id } = row;
  if (await isFlaggedAgain(tx, row))
    throw new Failure('conflict', 'This was flagged again since: decide that case instead.');
  const after = await undo(kernel, tx, row, now);
  await tellOfUndoing(tx, id, now);
  await tellUndone(tx, id, now);
  await setUndone(tx, id, viewer.person, new Date(now.getTime() + undoTime));
  const content = { decision: row.decision, article: row.article_id };
  const head = await write(tx, row, viewer.person, 'case.undone', content, now);
  const people = [...(await listDesk(tx, id)), ...(row.author_id === null ? [] : [row.author_id])];
  return { head, people, ...(after && { after }) };
}

export const decideAppeal = (kernel: Kernel, viewer: Viewer, id: string, input: AppealDecision): Promise<Case> =>
  step(kernel, viewer, async (tx, now) => {
    const row = await requirePending(tx, viewer, id, now);
    if (!abilities(viewer, row, now).appeal)
      throw row.decided_at
        ? await decidedAlready(tx, row)
        : new Failure('conflict', 'Nothing is appealed here: this case is still to be decided.');
    await setAppealOutcome(tx, id, { ...input, by: viewer.person, at: now });
    const article = (await show(tx, viewer, id, now)).decision?.article ?? null;
    const granted = input.outcome === 'granted';
    const statement: Statement = {
      decision: row.decision!,
      ...{ article, note: row.public_note, decidedAt: row.decided_at!.toISOString() },
      ...(row.law !== null && { law: row.law }),
      appeal: { outcome: input.outcome, note: input.publicNote, decidedAt: now.toISOString() },
    };
    // Rule: as for a decision.
    const { head, people, after } = await elevated(tx, async () => {
      const after = granted ? await undo(kernel, tx, row, now) : undefined;
      if (granted) await setEffect(tx, id, null);
      await tellOfAppeal(tx, id, { outcome: input.outcome, note: input.publicNote, at: now });
      const outcome = { ...onThing(statement, isRemoved(row)), ...goneTo(granted ? null : row.effect) };
      await tellOutcome(tx, id, granted ? { ...outcome, decision: 'keep' } : outcome, now);
      const head = await write(tx, await requireCase(tx, id), viewer.person, 'appeal.decided', { ...input }, now);
      const people = [...(await listDesk(tx, id)), ...(row.author_id === null ? [] : [row.author_id])];
      return { head, people, ...(after && { after }) };
    });
    return { shown: await show(tx, viewer, id, now), heads: [head], people, ...(after && { after }) };
  });
