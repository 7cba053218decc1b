/** One connection that hears notifications, opened anew whenever it is lost. */
import pg from 'pg';
import type { Ears } from './port.ts';

/** Milliseconds before connecting again; twice as long after each failure, up to the longest. */
const retryAfter = { first: 50, longest: 5_000 };

export async function keepListening(
  url: string,
  channels: readonly string[],
  ears: Ears,
  warn: (message: string, error: unknown) => void,
): Promise<() => Promise<void>> {
  let current: pg.Client | undefined;
  let stopped = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let delay = retryAfter.first;

  const connect = async (): Promise<void> => {
    const client = new pg.Client({
      connectionString: url,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
    });
    current = client;
    // Either event may come first, and both may come: the first one counts.
    const lost = (error?: unknown): void => {
      if (stopped || current !== client) return;
      ears.deaf();
      warn('The connection for notifications was lost; connecting again', error);
      again(client);
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ channel, payload }) => {
      if (current === client) ears.heard(channel, payload ?? '');
    });
    await client.connect();
    for (const channel of channels) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    if (stopped || current !== client) return;
    delay = retryAfter.first;
    ears.hearing();
  };

  const again = (failed: pg.Client | undefined): void => {
    current = undefined;
    void failed?.end().catch(() => {});
    retry = setTimeout(attempt, delay);
    delay = Math.min(2 * delay, retryAfter.longest);
  };
  const attempt = (): void => {
    connect().catch((error: unknown) => {
      if (stopped || !current) return;
      warn('The connection for notifications could not be opened; trying again', error);
      again(current);
    });
  };

  try {
    await connect();
  } catch (error) {
    stopped = true;
    clearTimeout(retry);
    void current?.end().catch(() => {});
    throw error;
  }
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await current?.end().catch(() => {});
  };
}
