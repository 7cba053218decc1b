export { caseRoutes } from './routes.ts';
export { type Flaggable, type Settled, receive, settle, takeBack } from './intake.ts';
export { type Held, type ScreeningFacts, holdForReview, startReleasing } from './review/index.ts';
export { startErasingRemoved } from './retention/index.ts';
export { type Said, lockCase } from './store.ts';
