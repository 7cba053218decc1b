export { startClosing } from './closing.ts';
export { pollRoutes } from './routes.ts';
