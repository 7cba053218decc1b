export { discussionRoutes } from './routes.ts';
