export { savedSearchRoutes } from './routes.ts';
export { runDue, saveSearch, startSearching } from './service.ts';
