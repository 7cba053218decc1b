export { proposeCommunities } from './service.ts';
