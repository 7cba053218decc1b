export { commentRoutes } from './routes.ts';
export { requireComment } from './service.ts';
