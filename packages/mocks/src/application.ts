/**
 * The server application itself, in this page: its database is PGlite in memory, restored from a dump of the
 * demonstration company. What a story shows is what the product does; nothing is re-implemented here.
 */
import { PGlite } from '@electric-sql/pglite';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { v7 } from 'uuid';
import { createApp } from '@parvis/server/app';
import { overPGlite } from '@parvis/server/pglite';
import { createTokens } from '@parvis/server/tokens';
import { defaultSettings } from '@parvis/server/settings';
import { browserImages } from './images.ts';

export type BrowserApplication = {
  /** Answers as the API would. */
  fetch(request: Request): Promise<Response>;
  /** A token for this person of the demonstration company. */
  tokenFor(userName: string): Promise<string>;
};

const issuer = 'urn:parvis:storybook';

/** `dump` is the address of a dump that `npm run build:stories-data` made. */
export async function startApplication(dump: string): Promise<BrowserApplication> {
  const [{ publicKey, privateKey }, answer] = await Promise.all([generateKeyPair('ES256'), fetch(dump)]);
  if (!answer.ok)
    throw new Error(`There is no dump of the demonstration company at ${dump}: run npm run build:stories-data.`);
  const engine = await PGlite.create({ loadDataDir: await answer.blob() });
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'storybook', alg: 'ES256' }] };
  // eslint-disable-next-line no-console -- a story has no other log
  const report = (message: string, fields?: Record<string, unknown>) => console.warn(message, fields);
  const app = await createApp({
    database: overPGlite(engine),
    tokens: createTokens([{ issuer, audience: 'parvis', claim: 'sub', jwks }], { now: () => new Date(), fetch }),
    settings: {
      ...defaultSettings(),
      // A story's address is the one page of the frame with the story's id.
      pages: [{ prefix: location.origin, circles: ['employee'], degree: 'C1', query: ['id'] }],
    },
    origins: [location.origin],
    log: { info: () => {}, warn: report, error: report },
    now: () => new Date(),
    newId: v7,
    images: browserImages,
  });
  return {
    fetch: async (request) => app.fetch(request),
    tokenFor: (userName) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', kid: 'storybook' })
        .setIssuer(issuer)
        .setAudience('parvis')
        .setSubject(userName)
        .setExpirationTime('8h')
        .sign(privateKey),
  };
}
