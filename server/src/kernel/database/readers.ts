/**
 * Reads that wait at the same time share a round trip. A read that finds a lane free goes at once and alone; under load
 * those that queued up meanwhile go together, one after the other in a single batch. Each sets its own viewer before its
 * statements, so that it is read with that viewer's rights whatever stands before it, and an error ends the batch before
 * anything further is done in it.
 */
import type { Done } from './batch.ts';
import { DatabaseUnavailable, type Row, type Statement } from './port.ts';

/** `run` sends a batch on some connection and tells of each statement's rows. */
export type Run = (statements: () => readonly Statement[], done: Done) => Promise<void>;

/** Reads in one batch at most: the last of them waits for the others. */
const together = 8;

type Waiting = {
  statements: readonly Statement[];
  results: Row[][];
  resolve(results: Row[][]): void;
  reject(error: unknown): void;
};

/** `lanes`: batches under way at once. Answers a function that runs statements in order and answers the rows of each. */
export function createReaders(run: Run, lanes: number): (statements: readonly Statement[]) => Promise<Row[][]> {
  const queue: Waiting[] = [];
  let busy = 0;

  const readTogether = async (group: Waiting[]): Promise<void> => {
    const unread = (): readonly Statement[] => {
      group[0]!.results = [];
      return group.flatMap(({ statements }) => statements);
    };
    const done: Done = (_index, { rows }) => {
      const first = group[0]!;
      first.results.push(rows);
      if (first.results.length < first.statements.length) return;
      group.shift();
      first.resolve(first.results);
    };
    try {
      await run(unread, done);
    } catch (error) {
      // The first that was not answered is the one that failed; those behind it were not begun.
      const [failed, ...behind] = group;
      const all = error instanceof DatabaseUnavailable;
      for (const waiting of all ? group : [failed]) waiting?.reject(error);
      if (!all) queue.unshift(...behind);
    }
  };

  const work = async (): Promise<void> => {
    busy += 1;
    while (queue.length > 0) await readTogether(queue.splice(0, Math.min(together, Math.ceil(queue.length / lanes))));
    busy -= 1;
  };

  return (statements) =>
    new Promise((resolve, reject) => {
      queue.push({ statements, results: [], resolve, reject });
      if (busy < lanes) void work();
    });
}
