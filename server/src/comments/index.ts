export { stands } from './policy.ts';
export { commentRoutes } from './routes.ts';
export { labelComment, requireComment, returnComment, takeComment, writeBelow } from './service.ts';
export { listSaidBelow } from './store.ts';
