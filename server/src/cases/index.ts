export { caseRoutes } from './routes.ts';
export { type Flaggable, type Settled, receive, settle, takeBack } from './intake.ts';
export { lockCase } from './store.ts';
