import { streamSSE } from 'hono/streaming';
import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { createStreams } from './service.ts';

/** Milliseconds between signs of life: below the idle limit of the usual proxies (60 s). */
const heartbeat = 25_000;
/** Milliseconds after which a stream ends and the page opens another, with a fresh token. */
const longest = 30 * 60_000;

export const streamRoutes = (kernel: Kernel) => {
  const streams = createStreams(kernel);
  return [
    operation('openStream', async ({ viewer }, c) => {
      const ended = new AbortController();
      const messages = await streams.open(viewer, c.get('userName'), c.req.header('Last-Event-ID'), ended.signal);
      c.header('Cache-Control', 'no-store');
      c.header('Vary', 'Authorization');
      // Proxies that buffer answers would hold events back.
      c.header('X-Accel-Buffering', 'no');
      return streamSSE(
        c,
        async (stream) => {
          stream.onAbort(() => ended.abort());
          const beat = setInterval(() => void stream.write(': \n\n'), heartbeat);
          const end = setTimeout(() => ended.abort(), longest);
          try {
            await stream.write(': \n\n');
            for await (const message of messages) {
              if ('reset' in message) await stream.writeSSE({ event: 'reset', id: message.reset, data: '{}' });
              else
                await stream.writeSSE({
                  event: message.event.type,
                  id: message.event.id,
                  data: JSON.stringify(message.event),
                });
            }
          } finally {
            clearInterval(beat);
            clearTimeout(end);
            ended.abort();
          }
        },
        // Hono would send the error's message under the name `error`: the page is told nothing and connects again.
        async (error) => kernel.log.warn('A stream broke', { error: String(error) }),
      );
    }),
  ];
};
