export { showFigures } from './service.ts';
