/** What happens on one connection over several requests. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { startTestApp, tokenFor } from '../support/app.ts';
import { addPeople } from '../support/seed.ts';

it('a body that is too large is answered, and the next request of that client as well', async () => {
  const app = await startTestApp();
  onTestFinished(() => app.close());
  await addPeople(app.database, [{ userName: 'claire' }]);
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const starting = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(starting));
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(async () => {
    agent.destroy();
    await new Promise((done) => server.close(done));
  });
  const { port } = server.address() as AddressInfo;
  const headers = { authorization: `Bearer ${await tokenFor('claire')}`, 'content-type': 'application/json' };
  const send = (method: string, path: string, body?: string) =>
    new Promise<{ status: number | undefined; headers: IncomingHttpHeaders }>((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': body.length };
      const sent = request({ agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } });
      sent.once('error', reject);
      sent.once('response', (answer) => {
        answer.resume();
        answer.once('end', () => resolve({ status: answer.statusCode, headers: answer.headers }));
      });
      sent.end(body);
    });

  for (let turn = 0; turn < 3; turn++) {
    const refused = await send('POST', '/v1/posts', 'x'.repeat(300_000));
    expect([refused.status, refused.headers.connection]).toEqual([413, 'close']);
    expect((await send('GET', '/v1/me')).status).toBe(200);
  }
});
