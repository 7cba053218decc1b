export { type BylineRow, type ReferenceRow, presentByline, presentReference } from './present.ts';
export { findByUserNames, findReferences } from './store.ts';
export { peopleRoutes } from './routes.ts';
