export { stands } from './policy.ts';
export { commentRoutes } from './routes.ts';
export { requireComment, returnComment, takeComment, writeBelow } from './service.ts';
