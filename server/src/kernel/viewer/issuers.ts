/**
 * Who may say who somebody is: a list of token issuers, each with its keys (by address or given), its audience and the
 * claim that carries the user name. Asymmetric algorithms only; whatever cannot be verified is refused.
 */
import type { Circle } from '@parvis/contracts';
import {
  type JWTPayload,
  type JWTVerifyGetKey,
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  errors,
  jwtVerify,
} from 'jose';
import type { JSONWebKeySet } from 'jose';
import { Failure } from '../http/index.ts';
import type { Viewer } from './viewer.ts';

export type Issuer = {
  /** The `iss` claim, exactly. */
  issuer: string;
  /** The `aud` claim that tokens for Parvis carry. */
  audience: string;
  /** The claim that holds the person's user name. */
  claim: string;
  /** The circles that it may speak for; absent: all. */
  circles?: readonly Circle[];
  /** Where the keys are, or the keys themselves. With neither, the OIDC discovery document of `issuer` is asked. */
  jwksUrl?: string;
  jwks?: JSONWebKeySet;
};

export const algorithms = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];
/** Seconds by which the clocks of issuer and server may differ. */
const clockTolerance = 30;
const tokenLength = 16_384;
/** Milliseconds for which a token is taken on the word of its last check: a key that is withdrawn ends it then. */
const trusted = 60_000;
/** Tokens remembered at once; the first come go first. */
const capacity = 5_000;

/** Milliseconds for which an issuer that failed to give its keys is not asked again: a flood of tokens is none for it. */
const pause = 5_000;

/** Whom a token speaks for, who says so, and until when. `circles`: whom its issuer may speak for; absent: everybody. */
export type Identity = { issuer: string; userName: string; expires: Date; circles?: readonly Circle[] };

/** Whether a token speaks for this person, who can be moved to a circle that its issuer has no say over. */
export const speaksFor = ({ circles }: Identity, { circle }: Viewer): boolean => circles?.includes(circle) !== false;

export type Tokens = {
  /** Throws `unauthenticated` for whatever is no valid token, `unavailable` while that cannot be told. */
  verify(token: string): Promise<Identity>;
  /** What a check that still holds has found; undefined where it must be made. */
  known?(token: string): Identity | undefined;
};

export type TokenDependencies = { now: () => Date; fetch: typeof fetch };

const refused = (detail: string): Failure => new Failure('unauthenticated', `${detail} Sign in again.`);

export function createTokens(issuers: readonly Issuer[], { now, fetch }: TokenDependencies): Tokens {
  const keys = new Map<string, { found: Promise<JWTVerifyGetKey>; failedAt?: number }>();

  const keysOf = (issuer: Issuer): Promise<JWTVerifyGetKey> => {
    const known = keys.get(issuer.issuer);
    if (known && (known.failedAt === undefined || now().getTime() < known.failedAt + pause)) return known.found;
    const asked: { found: Promise<JWTVerifyGetKey>; failedAt?: number } = { found: findKeys(issuer, { now, fetch }) };
    asked.found.catch(() => (asked.failedAt = now().getTime()));
    keys.set(issuer.issuer, asked);
    return asked.found;
  };

  const check = async (token: string): Promise<Identity> => {
    if (token.length > tokenLength) throw refused('The token is too long.');
    const issuer = issuers.find(({ issuer }) => issuer === claimedIssuer(token));
    if (!issuer) throw refused('The token is not from an issuer that is trusted here.');
    let key: JWTVerifyGetKey;
    try {
      key = await keysOf(issuer);
    } catch (cause) {
      throw withoutKeys(issuer, cause);
    }
    const payload = await verifyWith(token, key, issuer, now());
    const name = payload[issuer.claim];
    if (typeof name !== 'string' || name === '') throw refused(`The token has no '${issuer.claim}' claim.`);
    // No directory has such a name, and the database refuses to look for it.
    if (name.includes('\0')) throw refused(`The '${issuer.claim}' claim of the token is not usable.`);
    const expires = new Date(payload.exp! * 1_000);
    // JSON has numbers that no calendar has.
    if (Number.isNaN(expires.getTime())) throw refused("The 'exp' claim of the token is no time.");
    return { issuer: issuer.issuer, userName: name, expires, circles: issuer.circles };
  };

  // A page sends the same token with every request, and its signature costs more to check than a feed to write.
  const checked = new Map<string, { identity: Identity; until: number }>();

  const known = (token: string): Identity | undefined => {
    const found = checked.get(token);
    return found && now().getTime() < found.until ? found.identity : undefined;
  };

  return {
    known,
    async verify(token) {
      const found = known(token);
      if (found) return found;
      const time = now().getTime();
      checked.delete(token);
      const identity = await check(token);
      if (checked.size >= capacity) checked.delete(checked.keys().next().value!);
      const expiry = identity.expires.getTime() + clockTolerance * 1_000;
      checked.set(token, { identity, until: Math.min(expiry, time + trusted) });
      return identity;
    },
  };
}

/** What says nothing of the token: its keys could not be had, or are none. */
const ofTheKeys = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'];

async function verifyWith(token: string, key: JWTVerifyGetKey, issuer: Issuer, currentDate: Date): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms,
      issuer: issuer.issuer,
      audience: issuer.audience,
      requiredClaims: ['exp'],
      clockTolerance,
      currentDate,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refused('The token has expired.');
    if (error instanceof errors.JOSEError && !ofTheKeys.includes(error.code)) throw refused('The token is not valid.');
    throw withoutKeys(issuer, error);
  }
}

/** Whoever asks is told that it is not their fault; the log, which address gave no keys and why. */
const withoutKeys = ({ issuer, jwksUrl }: Issuer, cause: unknown): Failure =>
  new Failure('unavailable', 'The keys that tokens are checked with cannot be fetched right now. Try again shortly.', {
    retryAfter: 5,
    cause: new Error(`The keys of the issuer ${issuer} could not be had from ${jwksUrl ?? 'what it says of itself'}`, {
      cause,
    }),
  });

function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

async function findKeys(
  { issuer, jwks, jwksUrl }: Issuer,
  { now, fetch }: TokenDependencies,
): Promise<JWTVerifyGetKey> {
  if (jwks) return createLocalJWKSet(jwks);
  const address = jwksUrl ?? (await discover(issuer, fetch));
  return createRemoteJWKSet(new URL(address), { [customFetch]: patient({ now, fetch }) });
}

/** Fetches keys, but not for a while after that failed. What is known of them meanwhile goes on being used. */
function patient({ now, fetch }: TokenDependencies): (url: string, init: RequestInit) => Promise<Response> {
  let failed: { at: number; error: unknown } | undefined;
  return async (url, init) => {
    if (failed && now().getTime() < failed.at + pause) throw failed.error;
    try {
      const answer = await fetch(url, init);
      if (answer.status !== 200) throw new Error(`The keys at ${url} answered ${answer.status}.`);
      const text = await answer.text();
      if (!Array.isArray((JSON.parse(text) as JSONWebKeySet | null)?.keys))
        throw new Error(`There are no keys at ${url}.`);
      failed = undefined;
      return new Response(text);
    } catch (error) {
      failed = { at: now().getTime(), error };
      throw error;
    }
  };
}

/** OpenID Connect Discovery 1.0, section 4. */
async function discover(issuer: string, fetchImplementation: typeof fetch): Promise<string> {
  const response = await fetchImplementation(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`Discovery of ${issuer} answered ${response.status}.`);
  const document = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (document.issuer !== issuer || typeof document.jwks_uri !== 'string')
    throw new Error(`The discovery document of ${issuer} names another issuer or no keys.`);
  return document.jwks_uri;
}
