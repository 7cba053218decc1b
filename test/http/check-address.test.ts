/**
 * Where the check outside is connected to, whatever its name stands for. A server on loopback only: the address that was
 * judged is led there, as a router would.
 */
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../server/src/kernel/config.ts';
import { type CheckOptions, createCheck } from '../../server/src/kernel/serve/check.ts';
import { startCompany } from '../support/moderation.ts';

const somewhere = '93.184.215.14';
let server: Server;
let port: number;
let asked: { host: string; body: string }[] = [];
let dialled: string[] = [];
let answer = { status: 200, headers: {}, body: '{"verdict":"hold"}' };

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      asked.push({ host: request.headers.host!, body });
      response.writeHead(answer.status, { ...answer.headers, connection: 'close' }).end(answer.body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  [asked, dialled] = [[], []];
  answer = { status: 200, headers: {}, body: '{"verdict":"hold"}' };
});

const check = (found: string[] | (() => Promise<string[]>), more: Partial<CheckOptions> = {}) =>
  createCheck({
    networks: [],
    milliseconds: 2_000,
    resolve: typeof found === 'function' ? found : async () => found,
    dial: (address, to) => {
      dialled.push(`${address}:${to}`);
      return { address: '127.0.0.1', port };
    },
    ...more,
  });
const ask = (fetch: typeof globalThis.fetch, url = 'http://check.test/words') =>
  fetch(url, { method: 'POST', body: 'a text', redirect: 'error' });

describe('the check outside is connected to', () => {
  it('at the address that was judged, by the name that was configured', async () => {
    const response = await ask(check([somewhere]));
    expect(await response.json()).toEqual({ verdict: 'hold' });
    expect(dialled).toEqual([`${somewhere}:80`]);
    expect(asked).toEqual([{ host: 'check.test', body: 'a text' }]);
  });

  it.each(['10.1.2.3', '127.0.0.1', '169.254.169.254', '192.168.7.1', '::1', 'fd00::7', 'fe80::1', '::ffff:10.1.2.3'])(
    'never at %s, unless its network is named',
    async (inside) => {
      await expect(ask(check([inside]))).rejects.toThrow(
        `check.test is at ${inside}. Name the network that it is in under screening.networks.`,
      );
      await expect(ask(check([somewhere, inside]))).rejects.toThrow(inside);
      expect([dialled, asked]).toEqual([[], []]);
      const network = inside.includes('.') && !inside.includes(':') ? `${inside}/32` : `${inside}/128`;
      expect((await ask(check([inside], { networks: [network] }))).status).toBe(200);
      expect(dialled).toEqual([`${inside}:80`]);
    },
  );

  it('at no other network inside than those that are named', async () => {
    const networks = ['10.20.0.0/16', 'fd00:20::/32'];
    expect((await ask(check(['10.20.3.4'], { networks }))).status).toBe(200);
    expect((await ask(check(['fd00:20::4'], { networks }))).status).toBe(200);
    await expect(ask(check(['10.21.3.4'], { networks }))).rejects.toThrow('10.21.3.4');
    await expect(ask(check(['fd00:21::4'], { networks }))).rejects.toThrow('fd00:21::4');
    await expect(ask(check([], { networks }))).rejects.toThrow('check.test is at no address');
    expect(dialled).toEqual(['10.20.3.4:80', 'fd00:20::4:80']);
  });

  it('at what its name stands for when it is asked, looked up once each time: it cannot be led elsewhere later', async () => {
    let lookUps = 0;
    const fetch = check(async () => [lookUps++ === 0 ? somewhere : '10.0.0.1']);
    expect((await ask(fetch)).status).toBe(200);
    expect(lookUps).toBe(1);
    await expect(ask(fetch)).rejects.toThrow('10.0.0.1');
    expect(lookUps).toBe(2);
    expect(asked).toHaveLength(1);
  });

  it('and follows nowhere', async () => {
    answer = { status: 302, headers: { location: 'http://127.0.0.1/' }, body: '' };
    await expect(ask(check([somewhere]))).rejects.toThrow();
    expect(asked).toHaveLength(1);
  });

  it('where it is refused, what is written is published, and the log says what to do', async () => {
    const { screening } = parseConfig(
      { screening: { url: 'https://check.test/', secret: 'a secret of the installation, long enough' } },
      {},
    );
    expect(screening!.networks).toEqual([]);
    const company = await startCompany({ config: { screening }, check: check(['10.1.2.3']) });
    const settings = { newcomers: 0, everything: false, people: [], external: true };
    await company.app.as('claire')('PUT', '/v1/communities/it-help/screening', {
      ...{ ...settings, tag: 'none', words: { refuse: [], hold: [], nudge: [] } },
    });
    expect((await company.write('paul')).state).toBe('published');
    expect(company.app.logged.filter(({ level }) => level === 'warn').map(({ fields }) => fields)).toEqual([
      { error: expect.stringContaining('screening.networks') as string },
    ]);
    expect(asked).toEqual([]);
    await company.app.close();
  });
});
