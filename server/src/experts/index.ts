export { expertRoutes } from './routes.ts';
export { findMatching } from './service.ts';
export { canBeMisspelt, slipsFrom } from './spelling.ts';
