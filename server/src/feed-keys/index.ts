export { feedKeyRoutes } from './routes.ts';
export { type KeyHolder, useKey } from './service.ts';
