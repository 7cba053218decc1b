export { type Addressed, addressed, addressedDegree, lower, mayAddressEveryone } from './policy.ts';
export { type AudienceRow, describeAudience, presentAudience } from './present.ts';
export { chooseAudience, holdsShared, ownAudience } from './service.ts';
export { findOrAddPersonal, findOrAddShared } from './store.ts';
