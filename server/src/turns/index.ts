export { takeTurn } from './store.ts';
