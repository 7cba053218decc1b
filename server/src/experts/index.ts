export { expertRoutes } from './routes.ts';
