/** Whether this process answers, and its database. */
import { Hono } from 'hono';
import type { Database } from '../database/index.ts';
import { answer } from './headers.ts';
import type { Environment } from './operation.ts';

/** Milliseconds for which what the database answered is told again: anybody may ask. */
const age = 1_000;

export function healthRoutes(database: Database, now: () => Date): Hono<Environment> {
  const app = new Hono<Environment>();
  const check = async (): Promise<void> => {
    await database.read(
      { person: '00000000-0000-0000-0000-000000000000', audiences: [] },
      { name: 'health', text: 'select 1', values: [] },
    );
  };
  let health: { checked: Promise<void>; at: number } | undefined;
  app.get('/health', async (c) => {
    const at = now().getTime();
    if (!health || Math.abs(at - health.at) >= age) {
      const asked = { checked: check(), at };
      health = asked;
      // That it is back is told at once.
      asked.checked.catch(() => {
        if (health === asked) health = undefined;
      });
    }
    await health.checked;
    return answer(c, JSON.stringify({ status: 'ok' }), 200, { 'content-type': 'application/json' });
  });
  return app;
}
