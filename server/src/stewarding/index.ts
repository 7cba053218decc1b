export { lockThread } from './service.ts';
export { stewardingRoutes } from './routes.ts';
export { lockFor, moveBack } from './for-case.ts';
export { relocate } from './service.ts';
