export { canWrite } from './policy.ts';
export { requireCommunity } from './service.ts';
export { type CommunityRow, findCommunity, listCommunities } from './store.ts';
export { communityRoutes } from './routes.ts';
