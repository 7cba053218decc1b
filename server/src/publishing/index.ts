export { type Publishing, startPublishing } from './service.ts';
