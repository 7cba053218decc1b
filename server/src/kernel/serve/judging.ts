/**
 * Connections to servers whose names others give: each name is looked up here, each address that it has is judged, and the
 * one that was judged is the one that is connected to. There is no second look-up in between, so none can answer
 * otherwise. Node only.
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';

/** What is asked for is not to be had. */
export class Refused extends Error {}

export type JudgingOptions = {
  /** Whether this address, which the host has, may be connected to. One that may not refuses the host. */
  allows: (address: string, host: string) => boolean;
  /** Milliseconds for a connection to stand. */
  time: number;
  /** How names become addresses. */
  resolve?: ((name: string) => Promise<string[]>) | undefined;
  /** Where an address that was judged is found: itself, but in tests. */
  dial?: ((address: string, port: number) => { address: string; port: number }) | undefined;
};

/** Global unicast of version 6 (RFC 4291); all else of it is special or not given out yet. */
const assigned = ipaddr.IPv6.parseCIDR('2000::/3');
/** Special by IANA's registers (RFC 2544, RFC 2928, RFC 9637), beside those that the library knows. */
const special = {
  ipv4: [ipaddr.IPv4.parseCIDR('198.18.0.0/15')],
  ipv6: [ipaddr.IPv6.parseCIDR('2001::/23'), ipaddr.IPv6.parseCIDR('3fff::/20')],
};

/**
 * Whether an address is one of the open internet: global unicast (RFC 6890). Forms that carry an address of
 * version 4 inside (mapped, translated by NAT64, 6to4, Teredo) are refused whole.
 */
export function isGlobal(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return !special.ipv4.some((range) => parsed.match(range));
  return parsed.match(assigned) && !special.ipv6.some((range) => parsed.match(range));
}

const lookUp = async (name: string): Promise<string[]> =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address);

/** For an agent of undici: how it connects. */
export function createJudging({
  allows,
  time,
  resolve = lookUp,
  dial = (address, port) => ({ address, port }),
}: JudgingOptions): buildConnector.connector {
  const connect = buildConnector({ timeout: time });
  const choose = async (host: string): Promise<string> => {
    const literal = host.replace(/^\[(.*)\]$/, '$1');
    const found = isIP(literal) ? [literal] : await resolve(literal);
    const [first] = found;
    const refused = found.find((address) => !allows(address, literal));
    if (!first || refused !== undefined) throw new Refused(`${literal} is at ${refused ?? 'no address'}.`);
    return first;
  };
  return (options, callback) => {
    void choose(options.hostname).then(
      (judged) => {
        const to = dial(judged, Number(options.port) || (options.protocol === 'https:' ? 443 : 80));
        const servername = isIP(options.hostname) ? undefined : options.hostname;
        connect({ ...options, hostname: to.address, host: to.address, port: String(to.port), servername }, callback);
      },
      (error: unknown) => callback(error instanceof Refused ? error : new Refused(String(error)), null),
    );
  };
}
