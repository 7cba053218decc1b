export { lockThread } from './service.ts';
export { stewardingRoutes } from './routes.ts';
export { lockFor, moveBack, relocate } from './service.ts';
