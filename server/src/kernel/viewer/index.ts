export { createTokens, type Identity, type Issuer, speaksFor, type Tokens } from './issuers.ts';
export { createStandings, type Standings } from './standings.ts';
export { type Viewer, heldAudience, holds, isMember, isSteward, knownCommunity, sharedAudience } from './viewer.ts';
