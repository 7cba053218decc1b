import { Hono } from 'hono';
import { type Environment, Failure, limitBody, readBody } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { Choice, type DemoIdentity, become, choices, isLoopback } from './service.ts';

/** `GET /demo/people`: who one can be. `POST /demo/token {userName}`: a token for one of them. */
export const demoIdentityRoutes = (kernel: Kernel, identity: DemoIdentity): Hono<Environment> =>
  new Hono<Environment>()
    .use(async (c, next) => {
      // A name that somebody else points at this machine would let their pages in.
      if (!isLoopback(new URL(c.req.url).hostname))
        throw new Failure('forbidden', 'Here one chooses who one is: open it as http://localhost or http://127.0.0.1.');
      await next();
      c.header('Cache-Control', 'no-store');
    })
    .get('/people', async (c) => c.json({ items: await choices(kernel) }))
    .post('/token', limitBody, async (c) => {
      const { userName } = await readBody(c, Choice);
      return c.json(await become(kernel, identity, userName));
    });
