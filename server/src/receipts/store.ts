/** The viewer's own flag beside the thing it is on, and what becomes of it. */
import type { FlagState } from '@parvis/contracts';
import type { FlagStatement, Transaction } from '../kernel/database/index.ts';

export type ReceiptRow = { id: string; state: FlagState; created_at: string | Date; statement: FlagStatement | null };

/** On a person. Posts and comments select theirs in the statement that reads them. */
export const findOwnFlag = (tx: Transaction, viewer: string, subject: string): Promise<ReceiptRow | undefined> =>
  tx
    .selectFrom('flag')
    .where('subject_id', '=', subject)
    .where('reporter_id', '=', viewer)
    .where('state', '!=', 'withdrawn')
    .select(['id', 'state', 'created_at', 'statement'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();

/** A receipt and the audience of the one person who holds it. */
export type Told = { id: string; audience_id: number | null };

/** As the system: somebody looks at the case of these flags. */
export const setExamined = (tx: Transaction, caseId: string): Promise<Told[]> =>
  tx
    .updateTable('flag')
    .set({ state: 'examined' })
    .where('case_id', '=', caseId)
    .where('state', '=', 'received')
    .returning(['id', 'audience_id'])
    .execute();

/** As the system: the case of these flags is decided. */
export const setDecided = (tx: Transaction, caseId: string, statement: FlagStatement): Promise<Told[]> =>
  tx
    .updateTable('flag')
    .set({ state: 'decided', statement: JSON.stringify(statement) })
    .where('case_id', '=', caseId)
    .where('state', 'in', ['received', 'examined'])
    .returning(['id', 'audience_id'])
    .execute();

/** As the system: the outcome of a case is another one, or was examined again on appeal. */
export const setOutcome = (tx: Transaction, caseId: string, statement: FlagStatement): Promise<Told[]> =>
  tx
    .updateTable('flag')
    .set({ statement: JSON.stringify(statement) })
    .where('case_id', '=', caseId)
    .where('state', '=', 'decided')
    .returning(['id', 'audience_id'])
    .execute();

/** As the system: the outcome was undone; somebody examines the case again. */
export const setUndone = (tx: Transaction, caseId: string): Promise<Told[]> =>
  tx
    .updateTable('flag')
    .set({ state: 'examined', statement: null })
    .where('case_id', '=', caseId)
    .where('state', '=', 'decided')
    .returning(['id', 'audience_id'])
    .execute();
