import type { FlagReceipt } from '@parvis/contracts';
import type { ReceiptRow } from './store.ts';

/** Until it is examined, and again once the thing was changed, which makes it `received` again. */
export const canWithdraw = ({ state }: Pick<ReceiptRow, 'state'>): boolean => state === 'received';

/** Nobody flags a thing twice before the first flag is decided. */
export const isPending = (row: Pick<ReceiptRow, 'state'> | null): boolean =>
  row?.state === 'received' || row?.state === 'examined';

export const presentReceipt = (row: ReceiptRow): FlagReceipt => ({
  id: row.id,
  state: row.state,
  createdAt: new Date(row.created_at).toISOString(),
  statement: row.statement,
  abilities: { withdraw: canWithdraw(row) },
});
