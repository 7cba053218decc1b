export { startPublishing } from './service.ts';
