/**
 * Anybody may be anybody: for trying things out, on the machine that one sits at. An issuer of tokens like any other,
 * except that its key is made when the server starts and that it asks for no proof.
 */
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Issuer } from '../kernel/viewer/index.ts';
import { type DemoPerson, isActive, listPeople } from './store.ts';

const issuer = 'urn:parvis:demo';
const audience = 'parvis';
/** Seconds that a token is valid. */
const lifetime = 3_600;
/** People to choose from. */
const most = 500;

export const Choice = z.strictObject({ userName: z.string().min(1).max(200) });

export type DemoIdentity = {
  /** Added to those that are trusted. */
  issuer: Issuer;
  sign(userName: string, now: Date): Promise<string>;
};

/** An address that only this machine reaches. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

/** Throws one sentence where choosing who one is would reach further than this machine. */
export async function createDemoIdentity(served: { host: string; databaseUrl?: string }): Promise<DemoIdentity> {
  if (served.databaseUrl)
    throw new Error('--demo lets anybody be anybody, so it serves the embedded database only: leave out DATABASE_URL.');
  if (!isLoopback(served.host))
    throw new Error(
      `--demo lets anybody be anybody, so it listens on this machine only: '${served.host}' is reached by others. Use 127.0.0.1.`,
    );
  const { publicKey, privateKey } = await generateKeyPair('Ed25519');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA', kid: 'demo' }] };
  return {
    issuer: { issuer, audience, claim: 'sub', jwks },
    sign: (userName, now) =>
      new SignJWT({ exp: Math.floor(now.getTime() / 1_000) + lifetime })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'demo' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(userName)
        .sign(privateKey),
  };
}

export const choices = ({ database }: Kernel): Promise<DemoPerson[]> => database.system((tx) => listPeople(tx, most));

/** A token for whoever is named. */
export async function become(
  { database, now }: Kernel,
  identity: DemoIdentity,
  userName: string,
): Promise<{ token: string; expiresIn: number }> {
  if (!(await database.system((tx) => isActive(tx, userName)))) throw notFound('person');
  return { token: await identity.sign(userName, now()), expiresIn: lifetime };
}
