export { mayAddressEveryone } from './policy.ts';
export { type AudienceRow, presentAudience } from './present.ts';
export { chooseAudience, holdsShared, ownAudience } from './service.ts';
export { findOrAddPersonal, findOrAddShared } from './store.ts';
