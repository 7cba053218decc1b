export { acknowledgementRoutes } from './routes.ts';
