export { caseRoutes } from './routes.ts';
export { type Flaggable, type Said, type Settled, receive, settle, takeBack } from './intake/index.ts';
export { type Held, holdForReview, startReleasing } from './review/index.ts';
export { startErasingRemoved } from './retention/index.ts';
export { lockCase } from './store.ts';
