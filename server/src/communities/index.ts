export { presentCommunity } from './present.ts';
export { canFound, canWrite } from './policy.ts';
export { holdSteward, requireCommunity, requireModerated } from './access.ts';
export { type CommunityRow, findCommunity, findPlaces, listCommunities } from './store.ts';
export { communityRoutes } from './routes.ts';
