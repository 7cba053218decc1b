/** Who is let through, and counted: by token, by feed key, or by an address that was signed for them. */
import type { Context } from 'hono';
import type { Log } from '../kernel.ts';
import { type Addresses, type Identity, type Standings, type Tokens, speaksFor } from '../viewer/index.ts';
import { bearer } from './hot.ts';
import type { Environment, Gate } from './operation.ts';
import { Failure, notFound } from './problem.ts';

/** Takes a request of this person or address into account, as so many: seconds to wait when there were too many. */
export type Limit = (key: string, cost: number) => Promise<number | undefined> | number | undefined;

type Dependencies = {
  tokens: Tokens;
  standings: Standings;
  addresses: Addresses;
  log: Log;
  limit?: Limit;
  /** Where a request comes from, as far as the network can tell; `environment` is what `fetch` was given with it. */
  addressOf?: (headers: Headers, environment: object) => string | undefined;
  /** The holder of a feed key; `before` is waited for before it is looked up. */
  useKey: (
    name: string,
    key: string,
    before: () => Promise<void>,
  ) => Promise<{ id: string; userName: string } | undefined>;
};

/** Requests that a reading with a feed key counts as: tools ask every few minutes, so one that asks without end is stopped soon. */
const keyCost = 20;

export function createAdmission({
  tokens,
  standings,
  addresses,
  log,
  limit,
  addressOf,
  useKey,
}: Dependencies): Pick<Gate, 'admit' | 'admitTool' | 'admitSigned'> {
  const requireUnder = async (key: string, cost = 1): Promise<void> => {
    const wait = await limit?.(key, cost);
    if (wait !== undefined)
      throw new Failure('rate-limited', `Too many requests. Try again in ${wait} s.`, { retryAfter: wait });
  };
  // Of whom nothing is known but the address: who shares it with others and proves who they are is let through.
  const requireUnderAddress = async (c: Context<Environment>, cost = 1): Promise<void> => {
    const address = addressOf?.(c.req.raw.headers, Object(c.env));
    if (address) await requireUnder(`address ${address}`, cost);
  };
  const identify = async (authorization: string | undefined): Promise<Identity> => {
    const token = bearer(authorization);
    if (!token)
      throw new Failure(
        'unauthenticated',
        'This address needs a token: sign in, then send it as Authorization: Bearer.',
      );
    return tokens.verify(token);
  };

  return {
    async admit(c, cost) {
      const refuse = async (refusal: unknown): Promise<never> => {
        await requireUnderAddress(c);
        throw refusal;
      };
      const identity = await identify(c.req.header('Authorization')).catch(refuse);
      const { userName } = identity;
      await requireUnder(limitKey(identity), cost);
      const viewer = await standings.find(userName);
      if (!viewer || !speaksFor(identity, viewer)) {
        log.info('A valid token names nobody of the directory', { userName: userName.slice(0, 80) });
        return refuse(
          new Failure(
            'not-in-directory',
            `The token is valid, but the directory has nobody active named '${userName.slice(0, 80)}'. Ask your administrator to add them.`,
          ),
        );
      }
      c.set('identity', identity);
      return viewer;
    },
    async admitTool(c) {
      const refuse = async (): Promise<never> => {
        await requireUnderAddress(c, keyCost);
        throw new Failure(
          'unauthenticated',
          'This address needs your user name and a feed key that has not expired. Make one where the feed is shown in the intranet, and give it to your tool as the password.',
        );
      };
      const [name, key] = readBasic(c.req.header('Authorization'));
      const holder = key === undefined ? undefined : await useKey(name, key, () => requireUnderAddress(c, 0));
      if (!holder) return refuse();
      await requireUnder(`key ${holder.id}`, keyCost);
      return (await standings.find(holder.userName)) ?? refuse();
    },
    async admitSigned(c) {
      const refuse = async (): Promise<never> => {
        await requireUnderAddress(c);
        throw notFound('attachment');
      };
      const { by = '', until = '', mac = '' } = c.req.query();
      const attachment = c.req.param('id') ?? '';
      if (!addresses.verify({ attachment, by, until: Number(until), mac })) return refuse();
      await requireUnder(`images ${by}`);
      return (await standings.findPerson(by)) ?? refuse();
    },
  };
}

/** User name and password (RFC 7617), in UTF-8; without a password where there is none to read. */
function readBasic(authorization: string | undefined): [name: string, password: string | undefined] {
  const encoded = /^Basic ([A-Za-z0-9+/=_-]{1,1000})$/i.exec(authorization ?? '')?.[1];
  try {
    const bytes = Uint8Array.from(atob(encoded ?? ''), (char) => char.charCodeAt(0));
    const [name = '', password] =
      /^([^:]*):(.*)$/s.exec(new TextDecoder('utf-8', { fatal: true }).decode(bytes))?.slice(1) ?? [];
    return [name, password];
  } catch {
    return ['', undefined];
  }
}

const limitKeys = new WeakMap<Identity, string>();

/** By issuer too: one that may not speak for somebody uses up nothing of theirs. */
export function limitKey(identity: Identity): string {
  let key = limitKeys.get(identity);
  if (key === undefined) {
    key = `person ${JSON.stringify([identity.issuer, identity.userName])}`;
    limitKeys.set(identity, key);
  }
  return key;
}
