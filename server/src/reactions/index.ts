export { presentReactions } from './present.ts';
export { react } from './service.ts';
