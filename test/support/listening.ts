/** Somebody who listens to the live stream, one message after the other. */
import { createParser } from 'eventsource-parser';
import type { StreamEvent } from '@parvis/contracts';
import type { TestApp } from './app.ts';

export type Heard = { type: string; id: string; event: StreamEvent };

export type Listening = {
  /** The next message; undefined once the stream has ended. */
  next(): Promise<Heard | undefined>;
  /** The next messages until one is about this thing, which is the last of them. */
  until(subject: string): Promise<Heard[]>;
  /** Where the stream stands: what `Last-Event-ID` would say. */
  readonly position: string;
  close(): Promise<void>;
};

/** Opens a stream and waits until it stands. `from`: the position to resume from. */
export async function listen(app: TestApp, userName: string, from?: string, token?: string): Promise<Listening> {
  const response = await app.as(userName)('GET', '/v1/stream', undefined, {
    ...(from !== undefined && { 'Last-Event-ID': from }),
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  });
  if (response.status !== 200) throw new Error(`The stream answered ${response.status}: ${await response.text()}`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const waiting: Heard[] = [];
  let position = from ?? '';
  const parser = createParser({
    onEvent: ({ event = 'message', id = '', data }) =>
      waiting.push({ type: event, id, event: JSON.parse(data) as StreamEvent }),
  });

  const next = async (): Promise<Heard | undefined> => {
    while (waiting.length === 0) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      parser.feed(value);
    }
    const heard = waiting.shift()!;
    position = heard.id;
    return heard;
  };
  const listening: Listening = {
    next,
    async until(subject) {
      const heard: Heard[] = [];
      for (let message = await next(); message; message = await next()) {
        heard.push(message);
        if (message.event.subject?.id === subject) return heard;
      }
      throw new Error(`The stream ended before it told of ${subject}.`);
    },
    get position() {
      return position;
    },
    close: () => reader.cancel().catch(() => {}),
  };
  if (from === undefined) {
    const first = await next();
    if (first?.type !== 'reset') throw new Error(`A stream begins with its position, not with ${first?.type}.`);
  }
  return listening;
}
