export type { Found, Outside, Visit } from './outside.ts';
export { presentPreview } from './present.ts';
export { startPreviewing, wantPreview } from './service.ts';
export type { PreviewFacts } from './store.ts';
