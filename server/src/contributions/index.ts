export { contributionRoutes } from './routes.ts';
