export { type Addresses, createAddresses } from './addresses.ts';
export { createTokens, type Identity, type Issuer, speaksFor, type Tokens } from './issuers.ts';
export { createStandings, type Standings } from './standings.ts';
export { keepServerKey } from './store.ts';
export {
  type Mutes,
  type Viewer,
  heldAudience,
  holds,
  isMember,
  isSteward,
  knownCommunity,
  mutedAt,
  sharedAudience,
} from './viewer.ts';
