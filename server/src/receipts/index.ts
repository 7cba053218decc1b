export { canWithdraw, isPending, presentReceipt } from './present.ts';
export { tellDecided, tellExamined } from './service.ts';
export { type ReceiptRow, findOwnFlag } from './store.ts';
