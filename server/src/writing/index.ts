export { requireWriting } from './gate.ts';
export { writingRoutes } from './routes.ts';
