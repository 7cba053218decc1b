import type { FlagReceipt, Statement } from '@parvis/contracts';
import type { FlagStatement } from '../kernel/database/index.ts';
import type { ReceiptRow } from './store.ts';

/** Until it is examined, and again once the thing was changed, which makes it `received` again. */
export const canWithdraw = ({ state }: Pick<ReceiptRow, 'state'>): boolean => state === 'received';

/** Nobody flags a thing twice before the first flag is decided. */
export const isPending = (row: Pick<ReceiptRow, 'state'> | null): boolean =>
  row?.state === 'received' || row?.state === 'examined';

/** Without where it was moved: that is for those alone who may know that place. */
const presentStatement = ({ movedTo: _, ...statement }: FlagStatement): Statement => statement;

export const presentReceipt = (row: ReceiptRow): FlagReceipt => ({
  id: row.id,
  state: row.state,
  createdAt: new Date(row.created_at).toISOString(),
  statement: row.statement && presentStatement(row.statement),
  abilities: { withdraw: canWithdraw(row) },
});
