export { type Held, holdForReview, startReleasing } from './service.ts';
export { type ScreeningFacts, findScreening, setPublished } from './store.ts';
