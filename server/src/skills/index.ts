export { skillRoutes } from './routes.ts';
export { completeSkills } from './service.ts';
