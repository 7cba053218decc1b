export { expertRoutes } from './routes.ts';
export { canBeMisspelt, slipsFrom } from './spelling.ts';
