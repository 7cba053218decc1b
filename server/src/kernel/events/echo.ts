/**
 * Whether this process has heard of everything that it wrote itself. Notifications come in the order of commits: a mark
 * that is sent after a write is heard after whatever that write told.
 */
export type Echo = {
  /** Something was committed: until the mark that follows it comes back, what was heard is behind it. */
  wrote(): void;
  /** A mark came back. */
  heard(mark: string): void;
  /** Hearing begins anew: what was written until now is read with it. */
  begin(): void;
  /** Nothing written here is unheard of. */
  isHeard(): boolean;
  close(): void;
};

/** Milliseconds before a mark that could not be sent is sent again. */
const again = 1_000;

/** `send` sends a mark that `heard` is to be given back. Marks are numbers that grow; one is under way at most. */
export function createEcho(send: (mark: string) => Promise<void>): Echo {
  let written = 0;
  let came = 0;
  let sending = false;
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const sendMarks = async (): Promise<void> => {
    if (sending || closed) return;
    sending = true;
    try {
      for (let sent = came; sent < written && !closed;) {
        sent = written;
        await send(String(sent));
      }
    } catch {
      // The database is away: so is what is heard of it.
      retry = setTimeout(() => void sendMarks(), again);
    } finally {
      sending = false;
    }
  };

  return {
    wrote() {
      written += 1;
      void sendMarks();
    },
    heard(mark) {
      came = Math.max(came, Number(mark));
    },
    begin() {
      came = written;
    },
    isHeard: () => came >= written,
    close() {
      closed = true;
      clearTimeout(retry);
    },
  };
}
