export { canAccept, canAnnounce, canComment, canLock, canMove, canPin, canSetStatus } from './policy.ts';
export { presentPost } from './present.ts';
export { type Move, isSensitive, movePost, readText, record as recordPost, requirePost } from './service.ts';
export { type PostFacts, type PostRow, lockPost, setAccepted } from './store.ts';
export { postRoutes } from './routes.ts';
