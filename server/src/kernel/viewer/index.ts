export { createTokens, type Identity, type Issuer, speaksFor, type Tokens } from './issuers.ts';
export { createStandings, type Standings } from './standings.ts';
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
