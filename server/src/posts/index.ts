export { canAccept, canComment, canLock, canMove, canPin, canSetStatus } from './policy.ts';
export { presentPost } from './present.ts';
export { isSensitive, requirePost, requireRoom, requireThread } from './access.ts';
export { listFeed, tagFeed } from './feed/index.ts';
export { type Move, labelPost, movePost } from './service.ts';
export { recordPost } from './tell.ts';
export { flaggedBody, readText } from './text.ts';
export { type PostFacts, type PostRow, type ThreadRow, findPost, lockPost, setAccepted } from './store.ts';
export { postRoutes } from './routes.ts';
