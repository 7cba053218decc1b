export { stewardingRoutes } from './routes.ts';
