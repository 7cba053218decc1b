export { queue } from './service.ts';
