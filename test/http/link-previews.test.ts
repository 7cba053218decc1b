/**
 * What the server looks at for a link, and what it never does, whatever somebody writes. Servers on loopback only: names
 * and addresses of the open internet are led there after they were judged, as a router would.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Post } from '@parvis/contracts';
import { isGlobal } from '../../server/src/kernel/serve/judging.ts';
import { type OutsideOptions, createOutside } from '../../server/src/kernel/serve/outside.ts';
import type { Found } from '../../server/src/previews/index.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { addCommunities, addPeople } from '../support/seed.ts';
import { jpeg } from '../support/uploads.ts';

/** An address of the open internet, which nobody here ever reaches. */
const somewhere = '93.184.215.14';
const page = '<!doctype html><html><head><title>A page</title></head><body>Hello</body></html>';
const html = { 'Content-Type': 'text/html; charset=utf-8' };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let server: Server;
let port: number;
let answers: Record<string, Answer> = {};
let asked: { url: string; host: string; headers: IncomingMessage['headers'] }[] = [];
let dialled: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url!, host: request.headers.host!, headers: request.headers });
    const answer = answers[`${request.headers.host}${request.url}`] ?? answers[request.url!];
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answers = {};
  asked = [];
  dialled = [];
});

const gives =
  (body: string | Buffer, headers: Record<string, string> = html, status = 200): Answer =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
const leads = (to: string): Answer => gives('', { Location: to }, 302);

/** Every port leads to the server above; what was judged fit is written down. */
const outside = (more: Partial<OutsideOptions> = {}) =>
  createOutside({
    ports: [80, 443],
    internalHosts: [],
    resolve: async () => [somewhere],
    dial: (address, to) => {
      dialled.push(`${address}:${to}`);
      return { address: '127.0.0.1', port };
    },
    ...more,
  });
const get = (
  address: string,
  more: Partial<OutsideOptions> = {},
  wanted: 'page' | 'image' = 'page',
): Promise<Found | undefined> => outside(more).visit((visit) => visit.get(address, wanted));

describe('what is asked', () => {
  it('is a page of the open internet, at the address that was judged, by our name and nobody else’s', async () => {
    answers['/a?b=c'] = gives(page);
    const found = await get('http://site.test/a?b=c');
    expect(found).toMatchObject({ address: 'http://site.test/a?b=c', type: 'text/html', charset: 'utf-8' });
    expect(dialled).toEqual([`${somewhere}:80`]);
    const { headers } = asked[0]!;
    expect(headers).toMatchObject({ host: 'site.test', 'user-agent': 'Parvis/1 (link preview)' });
    for (const name of ['cookie', 'authorization', 'referer', 'origin', 'x-forwarded-for', 'proxy-authorization'])
      expect(headers).not.toHaveProperty(name);
  });

  it('goes by no proxy that the environment names', async () => {
    answers['/'] = gives(page);
    onTestFinished(() => void vi.unstubAllEnvs());
    for (const name of ['http_proxy', 'HTTP_PROXY', 'ALL_PROXY']) vi.stubEnv(name, 'http://127.0.0.1:1');
    expect(await get('http://site.test/')).toBeDefined();
  });

  it.each([
    // IANA's registers of special-purpose addresses, and the forms that carry one address inside another.
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.0.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::a00:1',
    '100::1',
    '2001::1',
    '2001:2::1',
    '2001:10::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    '2002:808:808::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '4000::1',
    '3fff::1',
    'x',
    '',
  ])('is never at %s', async (address) => {
    expect(isGlobal(address)).toBe(false);
    expect(await get('http://site.test/', { resolve: async () => [address] })).toBeUndefined();
    expect(dialled).toEqual([]);
  });

  it.each(['8.8.8.8', '93.184.215.14', '1.1.1.1', '2606:4700:4700::1111', '2a00:1450:4007::1'])(
    'may be at %s',
    (address) => expect(isGlobal(address)).toBe(true),
  );

  it.each([
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '017700000001',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '127.0.0.1.',
    '0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '169.254.169.254',
    '2852039166',
    '10.0.0.8',
    '①②⑦.⓪.⓪.①',
    '%31%32%37.0.0.1',
  ])('is never this machine or the network around it, written as http://%s/', async (host) => {
    answers['/'] = gives(page);
    expect(await get(`http://${host}/`, { resolve: async (name) => [name] })).toBeUndefined();
    expect([asked, dialled]).toEqual([[], []]);
  });

  it('is not a name any of whose addresses is inside', async () => {
    answers['/'] = gives(page);
    for (const resolved of [['10.0.0.1'], [somewhere, '127.0.0.1'], ['::1', somewhere], []])
      expect(await get('http://site.test/', { resolve: async () => resolved })).toBeUndefined();
    expect(dialled).toEqual([]);
  });

  it('is looked up once, and what was judged is what is connected to: a name that answers otherwise the second time gains nothing', async () => {
    answers['/'] = gives(page);
    const turns = [[somewhere], ['127.0.0.1'], ['127.0.0.1']];
    let looks = 0;
    const rebinding = async () => turns[Math.min(looks++, 2)]!;
    expect(await get('http://rebind.test/', { resolve: rebinding })).toBeDefined();
    expect([looks, dialled]).toEqual([1, [`${somewhere}:80`]]);
    // The next connection is judged anew, and refused.
    answers['/'] = leads('http://rebind.test:443/again');
    looks = 0;
    dialled = [];
    expect(await get('http://rebind.test/', { resolve: rebinding })).toBeUndefined();
    expect(dialled).toEqual([`${somewhere}:80`]);
  });

  it.each([
    'ftp://site.test/',
    'file:///etc/passwd',
    'gopher://site.test/',
    'data:text/html,x',
    'javascript:1',
    'http://user:pass@site.test/',
    'http://site.test:22/',
    'http://site.test:8080/',
    'https://site.test:80.evil/',
    'http://',
    'nothing',
  ])('is nothing of %s', async (address) => {
    expect(await get(address)).toBeUndefined();
    expect(dialled).toEqual([]);
  });

  it('may be a host inside, where it is named exactly', async () => {
    answers['/'] = gives(page);
    const inside = { resolve: async () => ['10.0.0.8'], internalHosts: ['wiki.intra'] };
    expect(await get('http://wiki.intra/', inside)).toBeDefined();
    expect(dialled).toEqual(['10.0.0.8:80']);
    expect(await get('http://other.intra/', inside)).toBeUndefined();
    expect(await get('http://a.wiki.intra/', inside)).toBeUndefined();
  });
});

describe('a redirect', () => {
  it('is followed three times, each judged like the first', async () => {
    for (const step of [1, 2, 3]) answers[`/${step}`] = leads(`/${step + 1}`);
    answers['/4'] = gives(page);
    expect(await get('http://site.test/1')).toMatchObject({ address: 'http://site.test/4' });
    answers['/4'] = leads('/5');
    answers['/5'] = gives(page);
    expect(await get('http://site.test/1')).toBeUndefined();
  });

  it.each([
    'http://127.0.0.1/secret',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/secret',
    'http://[::ffff:127.0.0.1]/secret',
    'http://2130706433/secret',
    'http://0x7f.1/secret',
    'http://inside.test/secret',
    '//127.0.0.1/secret',
    'file:///etc/passwd',
    'http://site.test:22/secret',
    'http://user@site.test/secret',
  ])('to %s is refused', async (to) => {
    answers['/'] = leads(to);
    answers['/secret'] = gives(page);
    const resolve = async (name: string) => (name === 'inside.test' ? ['10.0.0.1'] : [somewhere]);
    expect(await get('http://site.test/', { resolve })).toBeUndefined();
    expect(asked.map(({ url }) => url)).toEqual(['/']);
    expect(dialled).toEqual([`${somewhere}:80`]);
  });
});

describe('an answer', () => {
  /** Time that passes when the test says so. */
  const holdTime = () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
  };

  it('that comes drop by drop is given up when the time is over', async () => {
    holdTime();
    const dripping = new Promise<void>((begun) => {
      answers['/'] = (_, response) => {
        response.writeHead(200, html);
        let drops = 0;
        const timer = setInterval(() => {
          response.write(' ');
          if (++drops === 3) begun();
        }, 20);
        response.on('close', () => clearInterval(timer));
      };
    });
    const found = get('http://site.test/', { time: 300 });
    await dripping;
    vi.advanceTimersByTime(300);
    expect(await found).toBeUndefined();
  });

  it('that never comes is given up when the time is over, and so is a name that nobody answers for', async () => {
    holdTime();
    const asked = new Promise<void>((begun) => {
      answers['/'] = () => begun();
    });
    const page = get('http://site.test/', { time: 300 });
    await asked;
    const name = get('http://site.test/', { time: 300, resolve: () => new Promise(() => {}) });
    vi.advanceTimersByTime(300);
    expect(await page).toBeUndefined();
    expect(await name).toBeUndefined();
  });

  it('shares its time with all others of its visit', async () => {
    holdTime();
    answers['/'] = gives(page);
    const found = await outside({ time: 600 }).visit(async (visit) => {
      const results = [];
      for (let i = 0; i < 3; i++) {
        results.push(await visit.get('http://site.test/', 'page'));
        vi.advanceTimersByTime(300);
      }
      return results;
    });
    expect(found).toEqual([expect.anything(), expect.anything(), undefined]);
  });

  it('of more than 512 kB is given up, whether it says so or not', async () => {
    const body = Buffer.alloc(600_000, 0x20);
    answers['/told'] = gives(body, { ...html, 'Content-Length': String(body.length) });
    answers['/untold'] = (_, response) => {
      response.writeHead(200, html);
      for (let i = 0; i < 6; i++) response.write(body.subarray(0, 100_000));
      response.end();
    };
    for (const path of ['/told', '/untold']) expect(await get(`http://site.test${path}`)).toBeUndefined();
    answers['/image'] = gives(Buffer.concat([await jpeg(), body]), { 'Content-Type': 'image/jpeg' });
    expect(await get('http://site.test/image', {}, 'image')).toBeUndefined();
  });

  it('is read no further than its head', async () => {
    answers['/'] = gives(Buffer.concat([Buffer.from(page), Buffer.alloc(5_000_000, 0x20)]));
    const found = await get('http://site.test/');
    expect(found!.bytes.length).toBeLessThan(200_000);
  });

  it('that unpacks to more than 512 kB is given up', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
    expect(bomb.length).toBeLessThan(100_000);
    answers['/'] = gives(bomb, { ...html, 'Content-Encoding': 'gzip' });
    const before = process.memoryUsage().rss;
    expect(await get('http://site.test/')).toBeUndefined();
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
    answers['/'] = gives(gzipSync(page), { ...html, 'Content-Encoding': 'gzip' });
    expect(new TextDecoder().decode((await get('http://site.test/'))!.bytes)).toBe(page);
  });

  it.each([
    ['another type', gives('{}', { 'Content-Type': 'application/json' })],
    ['no type', gives(page, {})],
    ['an image where a page was asked for', gives('x', { 'Content-Type': 'image/png' })],
    ['a packing that nobody knows', gives(page, { ...html, 'Content-Encoding': 'rot13' })],
    ['something packed twice', gives(gzipSync(gzipSync(page)), { ...html, 'Content-Encoding': 'gzip, gzip' })],
    ['what is not packed as it says', gives(page, { ...html, 'Content-Encoding': 'gzip' })],
    ['an error', gives(page, html, 500)],
    ['nothing found', gives(page, html, 404)],
    ['a redirect to nowhere', gives('', {}, 302)],
    ['headers without end', gives(page, { ...html, 'X-Long': 'x'.repeat(30_000) })],
    ['an end before its time', (_: IncomingMessage, response: ServerResponse) => void response.destroy()],
  ])('of %s is given up', async (_, answer) => {
    answers['/'] = answer;
    expect(await get('http://site.test/')).toBeUndefined();
  });
});

describe('a post with a link', () => {
  let app: TestApp;
  let communities: Record<string, string>;
  beforeAll(async () => {
    const internet = outside({ resolve: async (name) => (name === 'inside.test' ? ['10.0.0.1'] : [somewhere]) });
    app = await startTestApp({ outside: internet });
    const people = await addPeople(app.database, [{ userName: 'claire', clearance: 'C3' }, { userName: 'david' }]);
    communities = await addCommunities(app.database, people, [
      { slug: 'it-help', visibility: 'listed', members: { claire: 'member', david: 'member' } },
      { slug: 'canteen', visibility: 'listed', members: { claire: 'member', david: 'member' } },
    ]);
  });
  afterAll(() => app.close());

  const write = async (body: object, degree?: string): Promise<Post> => {
    const audience = { community: communities['it-help'], ...(degree && { degree }) };
    const answer = await app.as('claire')('POST', '/v1/posts', { text: 'Look', audience, ...body });
    if (!answer.ok) throw new Error(await answer.text());
    app.clock.now = new Date(app.clock.now.getTime() + 10_000);
    return (await answer.json()) as Post;
  };
  const seen = async (id: string, who = 'david'): Promise<Post> => {
    await app.jobs.previewing!.run();
    return (await (await app.as(who)('GET', `/v1/posts/${id}`)).json()) as Post;
  };
  const rich = (more = '') =>
    `<html><head><meta property="og:title" content="Bridges &amp; tunnels"><meta name="description" content=" About\n them ">` +
    `<meta property="og:site_name" content="The Review">${more}</head><body><script>alert(1)</script></body></html>`;

  it('is answered before anything is looked at, and shows title, text, site and image after it', async () => {
    answers['/article'] = gives(rich('<meta property="og:image" content="/bridge.jpg">'));
    answers['/bridge.jpg'] = gives(await jpeg({ width: 800, height: 400 }), { 'Content-Type': 'image/jpeg' });
    const post = await write({ kind: 'link', link: 'http://site.test/article' });
    expect(post).not.toHaveProperty('preview');
    const { preview, editedAt } = await seen(post.id);
    expect(preview).toMatchObject({
      address: 'http://site.test/article',
      title: 'Bridges & tunnels',
      text: 'About them',
      site: 'The Review',
      image: { width: 800, height: 400 },
    });
    expect(editedAt).toBeNull();
    // From us, re-encoded, at an address of the reader's own.
    const image = await app.request(preview!.image!.url);
    expect([image.status, image.headers.get('Content-Type')]).toEqual([200, 'image/webp']);
    const feed = (await (await app.as('david')('GET', '/v1/posts')).json()) as { items: Post[] };
    expect(feed.items.find(({ id }) => id === post.id)!.preview).toEqual(preview);
  });

  it('of any kind shows the first link of its text', async () => {
    answers['/article'] = gives(rich());
    const post = await write({ text: 'See [this](http://site.test/article) and http://site.test/other' });
    expect((await seen(post.id)).preview).toMatchObject({ title: 'Bridges & tunnels', image: null });
  });

  it('tells its readers by the event of a change, in nobody’s name', async () => {
    answers['/article'] = gives(rich());
    const post = await write({ kind: 'link', link: 'http://site.test/article' });
    await app.jobs.previewing!.run();
    const events = await app.database.system((tx) =>
      tx.selectFrom('event').where('subject_id', '=', post.id).orderBy('id').select(['type', 'actor_id']).execute(),
    );
    expect(events).toEqual([
      { type: 'post.created', actor_id: post.author.id },
      { type: 'post.updated', actor_id: null },
    ]);
  });

  it('shows and tells the same whatever the reason is that there is nothing to show', async () => {
    answers['/empty'] = gives('<html><head></head></html>');
    answers['/json'] = gives('{}', { 'Content-Type': 'application/json' });
    const links = [
      'http://site.test/empty',
      'http://site.test/json',
      'http://site.test/missing',
      'http://inside.test/',
      'http://127.0.0.1/',
      'http://site.test:22/',
    ];
    for (const link of links) {
      const post = await write({ kind: 'link', link });
      expect(await seen(post.id)).not.toHaveProperty('preview');
      const events = await app.database.system((tx) =>
        tx.selectFrom('event').where('subject_id', '=', post.id).select('type').execute(),
      );
      expect(events).toEqual([{ type: 'post.created' }]);
    }
    expect(await app.database.system((tx) => tx.selectFrom('link_wanted').selectAll().execute())).toEqual([]);
  });

  it('shows no image that leads inside, or that is none', async () => {
    for (const image of [
      'http://127.0.0.1/bridge.jpg',
      'http://inside.test/bridge.jpg',
      'data:image/png;base64,AAAA',
      'http://site.test/not.jpg',
    ]) {
      answers['/article'] = gives(rich(`<meta property="og:image" content="${image}">`));
      answers['/not.jpg'] = gives('<svg xmlns="http://www.w3.org/2000/svg"/>', { 'Content-Type': 'image/jpeg' });
      const post = await write({ kind: 'link', link: 'http://site.test/article' });
      expect((await seen(post.id)).preview).toMatchObject({ title: 'Bridges & tunnels', image: null });
    }
    expect(asked.filter(({ url }) => url === '/bridge.jpg')).toEqual([]);
  });

  it('from C2 up is not spoken of to anybody outside', async () => {
    answers['/article'] = gives(rich());
    const post = await write({ kind: 'link', link: 'http://site.test/article' }, 'C2');
    expect(await seen(post.id, 'claire')).not.toHaveProperty('preview');
    expect(asked).toEqual([]);
  });

  it('for later is looked at once it is published, and not before', async () => {
    answers['/article'] = gives(rich());
    const at = new Date(app.clock.now.getTime() + 3_600_000).toISOString();
    const post = await write({ kind: 'link', link: 'http://site.test/article', scheduledFor: at });
    expect(await seen(post.id, 'claire')).not.toHaveProperty('preview');
    expect(asked).toEqual([]);
    app.clock.now = new Date(at);
    await app.jobs.publishing.run();
    expect((await seen(post.id)).preview).toMatchObject({ title: 'Bridges & tunnels' });
  });

  it('for later that is to be of C2 is never looked at', async () => {
    answers['/article'] = gives(rich());
    const at = new Date(app.clock.now.getTime() + 3_600_000).toISOString();
    const post = await write({ kind: 'link', link: 'http://site.test/article', scheduledFor: at }, 'C2');
    app.clock.now = new Date(at);
    await app.jobs.publishing.run();
    expect(await seen(post.id, 'claire')).not.toHaveProperty('preview');
    expect(asked).toEqual([]);
  });

  it('that is taken to C2 while its link waits is not spoken of from then on', async () => {
    answers['/article'] = gives(rich());
    let letGo = () => {};
    answers['/slow'] = (_, response) => void (letGo = () => response.writeHead(404).end());
    await write({ kind: 'link', link: 'http://site.test/slow' });
    const settled = app.jobs.previewing!.run();
    const post = await write({ kind: 'link', link: 'http://site.test/article' });
    const moved = await app.as('claire')('PUT', `/v1/posts/${post.id}/community`, {
      ...{ community: communities['canteen'], degree: 'C2', wider: true },
    });
    expect(moved.status).toBe(200);
    letGo();
    await settled;
    expect(await seen(post.id, 'claire')).not.toHaveProperty('preview');
    expect(asked.filter(({ url }) => url === '/article')).toEqual([]);
    expect(await app.database.system((tx) => tx.selectFrom('link_wanted').selectAll().execute())).toEqual([]);
  });

  it('shows what it leads to now when its author changed that, and nothing once it leads nowhere', async () => {
    answers['/one'] = gives(rich('<meta property="og:image" content="/one.jpg">'));
    answers['/one.jpg'] = gives(await jpeg(), { 'Content-Type': 'image/jpeg' });
    answers['/two'] = gives('<title>Two</title>');
    const post = await write({ text: 'http://site.test/one' });
    const { url } = (await seen(post.id)).preview!.image!;
    const change = (text: string) => app.as('claire')('PATCH', `/v1/posts/${post.id}`, { text });
    await change('http://site.test/one and more words');
    expect((await seen(post.id)).preview!.title).toBe('Bridges & tunnels');
    expect(asked.filter((one) => one.url === '/one')).toHaveLength(1);
    await change('http://site.test/two');
    expect((await seen(post.id)).preview).toMatchObject({ title: 'Two', image: null, site: 'site.test' });
    expect((await app.request(url)).status).toBe(404);
    await change('No link');
    expect(await seen(post.id)).not.toHaveProperty('preview');
  });

  it('that is deleted while its link is looked at stays deleted', async () => {
    let answer = () => {};
    answers['/late'] = (_, response) => void (answer = () => response.writeHead(200, html).end(page));
    const post = await write({ kind: 'link', link: 'http://site.test/late' });
    const settled = app.jobs.previewing!.run();
    for (const end = Date.now() + 4_000; asked.length === 0 && Date.now() < end;) await new Promise(setImmediate);
    expect((await app.as('claire')('DELETE', `/v1/posts/${post.id}`)).status).toBe(204);
    answer();
    await settled;
    expect((await app.as('claire')('GET', `/v1/posts/${post.id}`)).status).toBe(404);
  });

  it('takes no markup of a page for more than words, cut where they are long', async () => {
    answers['/evil'] = gives(
      `<head><title>&lt;img src=x onerror=alert(1)&gt; \u202e ${'long '.repeat(200)}</title>` +
        `<meta property="og:description" content="&#0;&#x202e;<b>bold</b>"></head>`,
    );
    const post = await write({ kind: 'link', link: 'http://site.test/evil' });
    const { preview } = await seen(post.id);
    expect(preview!.title).toMatch(/^<img src=x onerror=alert\(1\)> long long.*…$/);
    expect(preview!.title.length).toBeLessThanOrEqual(200);
    expect(preview!.text).toBe('\ufffd<b>bold</b>');
  });

  it('is read in the letters that it says', async () => {
    answers['/latin'] = gives(Buffer.from('<head><meta charset="iso-8859-1"><title>Caf\xe9</title></head>', 'latin1'), {
      'Content-Type': 'text/html',
    });
    answers['/unknown'] = gives('<head><meta charset="klingon"><title>Café</title></head>', {
      'Content-Type': 'text/html',
    });
    for (const path of ['/latin', '/unknown']) {
      const post = await write({ kind: 'link', link: `http://site.test${path}` });
      expect((await seen(post.id)).preview!.title).toBe('Café');
    }
  });
});

describe('where it is turned off', () => {
  it('nobody is asked anything, and nothing waits to be', async () => {
    const app = await startTestApp();
    await addPeople(app.database, [{ userName: 'claire' }]);
    const audience = { community: null };
    const post = await app.as('claire')('POST', '/v1/posts', {
      kind: 'link',
      link: 'http://site.test/',
      text: 'x',
      audience,
    });
    expect(post.status).toBe(201);
    expect(app.jobs.previewing).toBeUndefined();
    expect(await app.database.system((tx) => tx.selectFrom('link_wanted').selectAll().execute())).toEqual([]);
    expect([asked, dialled]).toEqual([[], []]);
    await app.close();
  });
});
