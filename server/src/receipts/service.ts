import type { FlagStatement, Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { type Told, setDecided, setExamined, setOutcome, setUndone } from './store.ts';

/** As the system: tells each person who flagged, and nobody else, how their flag fares. */
export const tellExamined = async (tx: Transaction, caseId: string, at: Date): Promise<void> =>
  tell(tx, await setExamined(tx, caseId), at);

export const tellDecided = async (tx: Transaction, caseId: string, statement: FlagStatement, at: Date): Promise<void> =>
  tell(tx, await setDecided(tx, caseId, statement), at);

export const tellOutcome = async (tx: Transaction, caseId: string, statement: FlagStatement, at: Date): Promise<void> =>
  tell(tx, await setOutcome(tx, caseId, statement), at);

export const tellUndone = async (tx: Transaction, caseId: string, at: Date): Promise<void> =>
  tell(tx, await setUndone(tx, caseId), at);

async function tell(tx: Transaction, receipts: readonly Told[], at: Date): Promise<void> {
  for (const { id, audience_id } of receipts)
    if (audience_id !== null)
      await recordEvent(tx, {
        type: 'flag.updated',
        at,
        actor: null,
        audience: audience_id,
        subject: { kind: 'flag', id },
      });
}
