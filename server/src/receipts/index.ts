export { canWithdraw, isPending, presentReceipt } from './present.ts';
export { tellDecided, tellExamined, tellOutcome, tellUndone } from './service.ts';
export { type ReceiptRow, findOwnFlag } from './store.ts';
