export { type Pages, createPages } from './pages.ts';
export { listFeed, readPage, readiedFeed, readyFeed, tagFeed } from './service.ts';
