export { type Flaggable, type Settled, openCase, receive, settle, takeBack } from './service.ts';
export { type Said, findOpenCase, lockSubject } from './store.ts';
