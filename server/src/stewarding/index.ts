export { lockThread } from './service.ts';
export { stewardingRoutes } from './routes.ts';
