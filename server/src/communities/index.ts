export { canWrite } from './policy.ts';
export { presentCommunity } from './present.ts';
export { requireCommunity } from './service.ts';
export { type CommunityRow, findCommunity, listCommunities } from './store.ts';
export { communityRoutes } from './routes.ts';
