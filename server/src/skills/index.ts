export { skillRoutes } from './routes.ts';
export { resolveSkills } from './naming.ts';
export { completeSkills } from './service.ts';
