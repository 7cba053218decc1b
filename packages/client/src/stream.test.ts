import { describe, expect, test, vi } from 'vitest';
import { createClient } from './index.ts';

/**
 * A server of streams: each connection is kept with the headers it came with, and is written to by the test. What else
 * is asked of it is answered by `read`.
 */
const server = (refuse = 0, read?: () => Promise<Response>) => {
  const connections: { headers: Headers; signal: AbortSignal; write(text: string): void; close(): void }[] = [];
  let waiting: (() => void) | undefined;
  const fetch = (async (url: string, init: RequestInit) => {
    if (!url.endsWith('/v1/stream')) return read!();
    if (refuse-- > 0) throw new TypeError('Failed to fetch');
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({ start: (made) => void (controller = made) });
    connections.push({
      headers: new Headers(init.headers),
      signal: init.signal!,
      write: (text) => controller.enqueue(new TextEncoder().encode(text)),
      close: () => controller.close(),
    });
    waiting?.();
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }) as typeof globalThis.fetch;
  const client = createClient({
    api: 'https://api.example',
    fetch,
    stream: { backoff: 1, longestBackoff: 4, silence: 200 },
  });
  const connected = async (count: number) => {
    while (connections.length < count) await new Promise<void>((resolve) => (waiting = resolve));
    return connections[count - 1]!;
  };
  return { connections, connected, client, stream: client.stream };
};
const message = (id: string, type: string) =>
  `id: ${id}\nevent: ${type}\ndata: {"id":"${id}","subject":{"kind":"post","id":"p"}}\n\n`;

describe('the stream', () => {
  test('tells every listener the events of one connection', async () => {
    const { connected, connections, stream } = server();
    const [first, second] = [vi.fn(), vi.fn()];
    const [endFirst, endSecond] = [stream.subscribe({ event: first }), stream.subscribe({ event: second })];
    (await connected(1)).write(message('1', 'post.created'));
    await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(1));
    expect(first.mock.calls[0]![0]).toMatchObject({ id: '1', type: 'post.created', subject: { id: 'p' } });
    expect(connections).toHaveLength(1);
    endFirst();
    expect(connections[0]!.signal.aborted).toBe(false);
    endSecond();
    expect(connections[0]!.signal.aborted).toBe(true);
  });

  test('resumes after the last event when the connection ends', async () => {
    const { connected, stream } = server();
    const heard = vi.fn();
    const end = stream.subscribe({ event: heard });
    const one = await connected(1);
    expect(one.headers.has('last-event-id')).toBe(false);
    one.write(message('7', 'post.created'));
    await vi.waitFor(() => expect(heard).toHaveBeenCalled());
    one.close();
    expect((await connected(2)).headers.get('last-event-id')).toBe('7');
    end();
  });

  test('waits for what is being read, and starts where it was read', async () => {
    const answers: ((position: string) => void)[] = [];
    const { connected, connections, client, stream } = server(
      0,
      () =>
        new Promise((resolve) =>
          answers.push((position) =>
            resolve(
              Response.json(
                { items: [] },
                { headers: { 'Content-Type': 'application/json', 'Stream-Position': position } },
              ),
            ),
          ),
        ),
    );
    const reads = [client.communities.list({}), client.communities.list({})];
    const end = stream.subscribe({});
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]!('newer');
    await reads[1];
    expect(connections).toHaveLength(0);
    answers[0]!('older');
    expect((await connected(1)).headers.get('last-event-id')).toBe('newer,older');
    end();
  });

  test('tries again while the server cannot be reached', async () => {
    const { connected, stream } = server(3);
    const end = stream.subscribe({});
    await connected(1);
    end();
  });

  test('takes a line that has gone silent for dead', async () => {
    const { connected, stream } = server();
    const end = stream.subscribe({});
    await connected(2);
    end();
  });

  test('closes while paused and resumes where it was', async () => {
    const { connected, connections, stream } = server();
    const heard = vi.fn();
    const end = stream.subscribe({ event: heard });
    (await connected(1)).write(message('3', 'post.updated'));
    await vi.waitFor(() => expect(heard).toHaveBeenCalled());
    stream.pause();
    expect(connections[0]!.signal.aborted).toBe(true);
    stream.resume();
    expect((await connected(2)).headers.get('last-event-id')).toBe('3');
    end();
  });

  test('says reset, ignores heartbeats, foreign events and data that is no event', async () => {
    const { connected, stream } = server();
    const [heard, reset] = [vi.fn(), vi.fn()];
    const end = stream.subscribe({ event: heard, reset });
    const one = await connected(1);
    one.write(
      ': heartbeat\n\nevent: ping\ndata: {}\n\nevent: post.created\ndata: {oops\n\nevent: post.created\ndata: null\n\nevent: post.created\ndata: {}\n\nevent: reset\ndata: {}\n\n',
    );
    await vi.waitFor(() => expect(reset).toHaveBeenCalledTimes(1));
    expect(heard).not.toHaveBeenCalled();
    end();
  });
});
