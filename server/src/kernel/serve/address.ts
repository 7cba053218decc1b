/** Where a request comes from: its socket, or what the proxies say that are listed, the nearest first. */
import { BlockList, isIP } from 'node:net';

type Node = { incoming?: { socket?: { remoteAddress?: string } } };

/** Answers what `Dependencies.addressOf` asks for. `proxies`: addresses, and networks as `10.0.0.0/8`. */
export function createAddressOf(
  proxies: readonly string[],
): (headers: Headers, environment: object) => string | undefined {
  const isListed = createAddressList(proxies);
  return (headers, environment) => {
    let address = plain((environment as Node).incoming?.socket?.remoteAddress);
    const said = headers.get('x-forwarded-for')?.split(',') ?? [];
    // Each proxy adds at the right who came to it; whatever stands left of one that is not listed is anybody's word.
    while (address && isListed(address)) {
      const before = plain(said.pop());
      if (!before) break;
      address = before;
    }
    return address;
  };
}

/** Whether an address is one of these, or in one of these networks. */
export function createAddressList(listed: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const one of listed) {
    const [address, length] = one.split('/') as [string, string?];
    if (length === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(length), family(address));
  }
  return (address) => list.check(address, family(address));
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
