export { type Pages, createPages } from './pages.ts';
export { listFeed, readPage, readyFeed, tagFeed } from './service.ts';
