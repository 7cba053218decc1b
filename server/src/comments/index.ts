export { stands } from './policy.ts';
export { commentRoutes } from './routes.ts';
export { requireComment, returnComment, takeComment } from './service.ts';
