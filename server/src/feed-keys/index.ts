export { feedKeyRoutes } from './routes.ts';
export { useKey } from './service.ts';
