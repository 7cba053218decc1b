import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Message, createStreams } from './service.ts';

export const streamRoutes = (kernel: Kernel) => {
  const streams = createStreams(kernel);
  return [
    operation('openStream', async ({ viewer }, c) => {
      // Asked for its head alone: nobody would read the stream, or end it.
      if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' });
      const ended = new AbortController();
      const lastEventId = c.req.header('Last-Event-ID');
      const messages = await streams.open(viewer, c.get('identity'), lastEventId, ended.signal);
      const response = streamSSE(c, async (stream) => {
        stream.onAbort(() => ended.abort());
        try {
          // Sent at once, so that the page knows that it is connected.
          await stream.write(': \n\n');
          for await (const message of messages) await send(stream, message);
        } catch (error) {
          // Let through, its message would be sent to the page. The page is told nothing and connects again.
          kernel.log.warn('A stream broke', { error: String(error) });
        } finally {
          ended.abort();
        }
      });
      // After the stream was made, which sets a weaker one.
      response.headers.set('Cache-Control', 'no-store');
      // Proxies that buffer answers would hold events back.
      response.headers.set('X-Accel-Buffering', 'no');
      return response;
    }),
  ];
};

async function send(stream: SSEStreamingApi, message: Message): Promise<void> {
  if ('event' in message)
    await stream.writeSSE({ event: message.event.type, id: message.event.id, data: JSON.stringify(message.event) });
  else if ('reset' in message) await stream.writeSSE({ event: 'reset', id: message.reset, data: '{}' });
  else await stream.write(': \n\n');
}
