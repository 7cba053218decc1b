export { type ChainReport, appendRecord, logHead, verifyRecord } from './service.ts';
export type { Entry, Head } from './store.ts';
