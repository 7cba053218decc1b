export { expertRoutes } from './routes.ts';
export { type Upkeep, indexDue, startUpkeep } from './upkeep.ts';
