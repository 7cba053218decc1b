export { requireTurn } from './service.ts';
