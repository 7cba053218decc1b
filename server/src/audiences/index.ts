export { mayAddressEveryone } from './policy.ts';
export { type AudienceRow, presentAudience } from './present.ts';
export { chooseAudience, ownAudience } from './service.ts';
export { findOrAddPersonal, findOrAddShared } from './store.ts';
