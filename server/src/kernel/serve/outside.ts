/**
 * Asks other servers for pages and images on behalf of what people write. Whoever writes chooses the address, so nothing
 * but the open internet is ever reached: each name is looked up here, each address that it has is judged, and the one
 * that was judged is the one that is connected to. There is no second look-up in between, so none can answer otherwise.
 * Node only.
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, request } from 'undici';
import type { Found, Outside } from '../../previews/index.ts';

export type OutsideOptions = {
  /** Of the server that is asked. */
  ports: readonly number[];
  /** Names of hosts inside that may be asked all the same, exactly. */
  internalHosts: readonly string[];
  /** Milliseconds for all that one visit asks for. */
  time?: number;
  /** Bytes of one answer, unpacked. */
  most?: number;
  /** How names become addresses. */
  resolve?: (name: string) => Promise<string[]>;
  /** Where an address that was judged is found: itself, but in tests. */
  dial?: (address: string, port: number) => { address: string; port: number };
};

const mostRedirects = 3;
const userAgent = 'Parvis/1 (link preview)';
const types = {
  page: /^(text\/html|application\/xhtml\+xml)$/,
  image: /^image\/(jpeg|png|webp|avif)$/,
};

/** What is asked for is not to be had. Never told to anybody. */
class Refused extends Error {}

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

export function createOutside({
  ports,
  internalHosts,
  time = 5_000,
  most = 512_000,
  resolve = lookUp,
  dial = (address, port) => ({ address, port }),
}: OutsideOptions): Outside {
  const connect = buildConnector({ timeout: time });
  const internal = new Set(internalHosts.map((host) => host.toLowerCase()));

  /** The address to connect to, judged. Every address of a name is: one that is refused refuses the name. */
  const choose = async (host: string): Promise<string> => {
    const literal = host.replace(/^\[(.*)\]$/, '$1');
    const found = isIP(literal) ? [literal] : await resolve(literal);
    const [first] = found;
    if (!first || !(internal.has(literal.toLowerCase()) || found.every(isGlobal))) throw new Refused();
    return first;
  };

  const newAgent = () =>
    new Agent({
      connect: (options, callback) => {
        void choose(options.hostname).then(
          (judged) => {
            const to = dial(judged, Number(options.port) || (options.protocol === 'https:' ? 443 : 80));
            const servername = isIP(options.hostname) ? undefined : options.hostname;
            connect(
              { ...options, hostname: to.address, host: to.address, port: String(to.port), servername },
              callback,
            );
          },
          () => callback(new Refused(), null),
        );
      },
      // Nothing is kept from one visit to the next.
      pipelining: 0,
      maxHeaderSize: 16_384,
      headersTimeout: time,
      bodyTimeout: time,
    });

  /** The address to ask, checked as far as it can be before its name is looked up. */
  const check = (address: string, base?: string): URL => {
    if (!URL.canParse(address, base)) throw new Refused();
    const url = new URL(address, base);
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    if (!/^https?:$/.test(url.protocol) || url.username || url.password || !ports.includes(port)) throw new Refused();
    return url;
  };

  const read = async (agent: Agent, signal: AbortSignal, address: string, wanted: 'page' | 'image'): Promise<Found> => {
    let url = check(address);
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const { statusCode, headers, body } = await request(url, {
        dispatcher: agent,
        signal,
        headers: {
          'user-agent': userAgent,
          accept: wanted === 'page' ? 'text/html' : 'image/webp,image/avif,image/jpeg,image/png',
          'accept-encoding': 'gzip, br',
        },
      });
      const header = (name: string): string => String(headers[name] ?? '');
      if ([301, 302, 303, 307, 308].includes(statusCode) && headers['location']) {
        body.on('error', () => {}).destroy();
        url = check(header('location'), url.href);
        continue;
      }
      const [type = '', ...parameters] = header('content-type').toLowerCase().split(';');
      const length = Number(header('content-length') || 0);
      if (statusCode !== 200 || !types[wanted].test(type.trim()) || (wanted === 'image' && length > most)) {
        body.on('error', () => {}).destroy();
        throw new Refused();
      }
      const bytes = await collect(body, header('content-encoding').toLowerCase(), wanted === 'page');
      const charset = /charset=["']?([\w-]+)/.exec(parameters.join(';'))?.[1];
      return { address: url.href, type: type.trim(), charset, bytes };
    }
    throw new Refused();
  };

  /** The body, unpacked, up to `most` bytes; of a page what stands before its text is enough. */
  const collect = async (body: NodeJS.ReadableStream, encoding: string, headOnly: boolean): Promise<Uint8Array> => {
    const unpack = {
      '': undefined,
      identity: undefined,
      gzip: createGunzip,
      'x-gzip': createGunzip,
      deflate: createInflate,
      br: createBrotliDecompress,
    }[encoding === '' ? '' : encoding];
    if (unpack === undefined && !/^(identity)?$/.test(encoding)) throw new Refused();
    const stream = unpack ? body.pipe(unpack()) : body;
    // What goes wrong before the unpacking is told to it, too.
    if (stream !== body)
      body.on('error', (error) =>
        (stream as NodeJS.WritableStream & { destroy(e: Error): void }).destroy(error as Error),
      );
    const parts: Buffer[] = [];
    let length = 0;
    let tail = '';
    try {
      for await (const part of stream as AsyncIterable<Buffer>) {
        length += part.length;
        if (length > most) throw new Refused();
        parts.push(part);
        if (!headOnly) continue;
        const seen = tail + part.toString('latin1');
        if (/<\/head\s*>|<body[\s>]/i.test(seen)) break;
        tail = seen.slice(-16);
      }
      return Buffer.concat(parts);
    } finally {
      body.on('error', () => {});
      (body as NodeJS.ReadableStream & { destroy(): void }).destroy();
    }
  };

  return {
    async visit(work) {
      const agent = newAgent();
      const ended = new AbortController();
      // Not every step hears the signal: a name may be waited for that nobody ever answers for.
      const over = new Promise<never>((_, reject) => {
        ended.signal.addEventListener('abort', () => reject(ended.signal.reason as Error));
      });
      over.catch(() => {});
      const timer = setTimeout(() => ended.abort(new Refused()), time);
      try {
        return await work({
          get: async (address, wanted) => {
            try {
              ended.signal.throwIfAborted();
              return await Promise.race([read(agent, ended.signal, address, wanted), over]);
            } catch {
              return undefined;
            }
          },
        });
      } finally {
        clearTimeout(timer);
        ended.abort(new Refused());
        agent.destroy().catch(() => {});
      }
    },
  };
}
