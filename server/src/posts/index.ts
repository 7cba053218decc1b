export { canAccept, canAnnounce, canComment, canLock, canMove, canPin, canSetStatus } from './policy.ts';
export { presentPost } from './present.ts';
export {
  type Move,
  isSensitive,
  movePost,
  readText,
  listFeed,
  record as recordPost,
  requirePost,
  requireThread,
  tagFeed,
} from './service.ts';
export { type PostFacts, type PostRow, type ThreadRow, lockPost, setAccepted } from './store.ts';
export { postRoutes } from './routes.ts';
