/** The portal speaks for whoever is signed in: short-lived tokens, signed with a key that only it has. */
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';

export type Signer = {
  /** A token that says: this is `userName`, and `issuer` vouches for it. */
  sign(userName: string, issuer: string, now: Date): Promise<string>;
  /** What verifiers need, as a JSON Web Key Set. */
  keys: { keys: JWK[] };
};

const algorithm = 'EdDSA';
/** Who the tokens are for. */
const audience = 'parvis';
/** Seconds. */
const lifetime = 600;

/** A new key pair; tokens of an earlier one are worth nothing. */
export async function createSigner(): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { crv: 'Ed25519' });
  const kid = crypto.randomUUID();
  return {
    sign: (userName, issuer, now) => {
      const seconds = Math.floor(now.getTime() / 1000);
      return new SignJWT()
        .setProtectedHeader({ alg: algorithm, kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(userName)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + lifetime)
        .sign(privateKey);
    },
    keys: { keys: [{ ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' }] },
  };
}
