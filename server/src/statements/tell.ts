/** As the system: tells whoever is concerned what their desk decided, in their own audience. By whom is not told. */
import { findOrAddPersonal } from '../audiences/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import type { AppealOutcome } from '@parvis/contracts';
import { type NewStatement, type Told, addStatement, setAppealDecided, setUndone } from './store.ts';

const tell = (
  tx: Transaction,
  type: 'statement.created' | 'statement.updated',
  { id, audience_id }: Pick<Told, 'id' | 'audience_id'>,
  at: Date,
): Promise<void> =>
  recordEvent(tx, { type, at, actor: null, audience: audience_id, subject: { kind: 'statement', id } });

export async function tellOfDecision(tx: Transaction, given: Omit<NewStatement, 'audience'>): Promise<void> {
  const audience = await findOrAddPersonal(tx, given.person);
  await addStatement(tx, { ...given, audience });
  await tell(tx, 'statement.created', { id: given.id, audience_id: audience }, given.at);
}

export async function tellOfUndoing(tx: Transaction, caseId: string, at: Date): Promise<void> {
  const told = await setUndone(tx, caseId, at);
  if (told) await tell(tx, 'statement.updated', told, at);
}

export async function tellOfAppeal(
  tx: Transaction,
  caseId: string,
  decided: { outcome: AppealOutcome; note: string; at: Date },
): Promise<void> {
  const told = await setAppealDecided(tx, caseId, decided);
  if (told) await tell(tx, 'statement.updated', told, decided.at);
}
