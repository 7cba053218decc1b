export { startErasingRemoved } from './service.ts';
