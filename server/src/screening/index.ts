export { screeningRoutes } from './routes.ts';
export { createScreening } from './service.ts';
