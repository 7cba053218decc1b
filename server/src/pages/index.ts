export { pageKey, pageRule } from './policy.ts';
export { type Page, alignPages, findPage } from './service.ts';
