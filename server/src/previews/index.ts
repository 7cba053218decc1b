export type { Found, Outside, Visit } from './outside.ts';
export { presentPreview } from './present.ts';
export { type Previewing, startPreviewing, wantPreview } from './service.ts';
export type { PreviewFacts } from './store.ts';
