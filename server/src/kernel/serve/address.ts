/** Where a request comes from: its socket, or what the proxies say that are listed, the nearest first. */
import { BlockList, isIP } from 'node:net';

type Node = { incoming?: { socket?: { remoteAddress?: string } } };

/** Answers what `Dependencies.addressOf` asks for. `proxies`: addresses, and networks as `10.0.0.0/8`. */
export function createAddressOf(
  proxies: readonly string[],
): (headers: Headers, environment: object) => string | undefined {
  const listed = new BlockList();
  for (const proxy of proxies) {
    const [address, length] = proxy.split('/') as [string, string?];
    if (length === undefined) listed.addAddress(address, family(address));
    else listed.addSubnet(address, Number(length), family(address));
  }
  return (headers, environment) => {
    let address = plain((environment as Node).incoming?.socket?.remoteAddress);
    const said = headers.get('x-forwarded-for')?.split(',') ?? [];
    // Each proxy adds at the right who came to it; whatever stands left of one that is not listed is anybody's word.
    while (address && listed.check(address, family(address))) {
      const before = plain(said.pop());
      if (!before) break;
      address = before;
    }
    return address;
  };
}

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An address without port and brackets, of IPv4 where it is written as one of IPv6; undefined for whatever is none. */
function plain(text: string | undefined): string | undefined {
  const found = text
    ?.trim()
    .replace(/^\[(.+)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  const address = found?.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return address && isIP(address) ? address : undefined;
}
