export { savedSearchRoutes } from './routes.ts';
export { startSearching } from './service.ts';
