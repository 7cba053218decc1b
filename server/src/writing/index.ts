export { requireWriting, requireWritingIn } from './gate.ts';
export { writingRoutes } from './routes.ts';
