/**
 * Asks other servers for pages and images on behalf of what people write. Whoever writes chooses the address, so nothing
 * but the open internet is ever reached (`judging.ts`), and why something is not to be had is told to nobody. Node only.
 */
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, request } from 'undici';
import type { Found, Outside } from '../../previews/index.ts';
import { type JudgingOptions, Refused, createJudging, isGlobal } from './judging.ts';

export type OutsideOptions = Pick<JudgingOptions, 'resolve' | 'dial'> & {
  /** Of the server that is asked. */
  ports: readonly number[];
  /** Names of hosts inside that may be asked all the same, exactly. */
  internalHosts: readonly string[];
  /** Milliseconds for all that one visit asks for. */
  time?: number;
  /** Bytes of one answer, unpacked. */
  most?: number;
};

const mostRedirects = 3;
const userAgent = 'Parvis/1 (link preview)';
const types = {
  page: /^(text\/html|application\/xhtml\+xml)$/,
  image: /^image\/(jpeg|png|webp|avif)$/,
};

export function createOutside({
  ports,
  internalHosts,
  time = 5_000,
  most = 512_000,
  resolve,
  dial,
}: OutsideOptions): Outside {
  const internal = new Set(internalHosts.map((host) => host.toLowerCase()));
  const allows = (address: string, host: string) => internal.has(host.toLowerCase()) || isGlobal(address);

  const newAgent = () =>
    new Agent({
      connect: createJudging({ allows, time, resolve, dial }),
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
