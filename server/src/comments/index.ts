export { stands } from './policy.ts';
export { commentRoutes } from './routes.ts';
export { labelComment, returnComment, takeComment } from './for-case.ts';
export { requireComment, writeBelow } from './service.ts';
export { listSaidBelow } from './store.ts';
