export { type BylineRow, type ReferenceRow, presentByline, presentReference } from './present.ts';
export { confirm, changeField, declare, languageOf, openCard, requireProfile } from './service.ts';
export { findBylines, findByUserNames, findReferences } from './store.ts';
export { peopleRoutes } from './routes.ts';
