export { canWithdraw, isPending, presentReceipt } from './present.ts';
export { type ReceiptRow, ownFlag } from './store.ts';
