export { createTokens, type Identity, type Issuer, type Tokens } from './issuers.ts';
export { createStandings, type Standings } from './standings.ts';
export { holds, isMember, isSteward, type Viewer } from './viewer.ts';
