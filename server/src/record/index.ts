export {
  type ChainReport,
  appendRecord,
  exportCase,
  logHead,
  readHistory,
  verifyExport,
  verifyRecord,
} from './service.ts';
export type { Entry, Head } from './store.ts';
