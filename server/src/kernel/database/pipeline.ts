/**
 * The statements of one transaction, with as few round trips as its service allows: those that are asked for together
 * (`Promise.all`) go together, the first ones take the beginning of the transaction along, and the last ones its end
 * where the service says that they are the last (`closing`).
 */
import type { Done, Outcome, Prepared } from './batch.ts';
import type { Execute } from './executor.ts';
import type { Row, Statement } from './port.ts';

type Waiting = { statement: Prepared; resolve(outcome: Outcome): void; reject(error: unknown): void };

/** Texts that are prepared: a service has a few dozen. What comes after them is sent to be planned each time. */
const mostNames = 1_000;
const names = new Map<string, string>();

/** Prepared under one name wherever it is asked for: planned once per connection. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known ?? '';
  const name = `parvis_${names.size}`;
  names.set(text, name);
  return name;
}

const commit: Statement = { name: 'parvis_commit', text: 'commit', values: [] };

const closed = () => new Error('The transaction was closed: nothing more is asked for in it.');

export type Pipeline = {
  execute: Execute;
  /** What is asked for in this turn is the last: it is committed with it. */
  close(): void;
  /** Whether there is something to undo. */
  isOpen(): boolean;
  /** Commits unless that has happened. Answers whether all was written. */
  commit(): Promise<boolean>;
};

/** `run` sends statements in one round trip; `first` goes before everything else. */
export function createPipeline(
  run: (statements: readonly Prepared[], done: Done) => Promise<void>,
  first: readonly Statement[],
): Pipeline {
  let waiting: Waiting[] = [];
  let begun = false;
  let closing = false;
  let ended: string | undefined;
  let failure: unknown;
  /** The statements succeeded and their commit did not: what became of them is not known. */
  let lost: unknown;
  let sending: Promise<void> = Promise.resolve();

  const send = async (): Promise<void> => {
    const group = waiting;
    waiting = [];
    const refuse = (from: number, error: unknown) => group.slice(from).forEach(({ reject }) => reject(error));
    if (failure !== undefined || ended !== undefined) return refuse(0, failure ?? closed());
    const before = begun ? [] : first;
    begun = true;
    let answered = 0;
    try {
      await run(
        [...before, ...group.map(({ statement }) => statement), ...(closing ? [commit] : [])],
        (index, outcome) => {
          const at = index - before.length;
          if (at < 0) return;
          if (at >= group.length) ended = outcome.command;
          else {
            answered = at + 1;
            group[at]!.resolve(outcome);
          }
        },
      );
    } catch (error) {
      failure = error;
      if (answered === group.length) lost = error;
      refuse(answered, error);
    }
  };
  /** One group after the other, each with all that was asked for until it goes. */
  const flush = (): void => {
    sending = sending.then(() => (waiting.length > 0 ? send() : undefined));
  };

  return {
    async execute(text, values) {
      if (failure !== undefined) throw failure;
      if (ended !== undefined) throw closed();
      const statement: Prepared = { name: nameOf(text), text, values };
      const { rows, command } = await new Promise<Outcome>((resolve, reject) => {
        if (waiting.push({ statement, resolve, reject }) > 1) return;
        // After everything that this turn still asks for.
        process.nextTick(flush);
      });
      return { rows: rows as Row[], affected: Number(/\d+$/.exec(command)?.[0] ?? 0) };
    },
    close: () => void (closing = true),
    isOpen: () => begun && ended === undefined,
    async commit() {
      await sending;
      if (lost !== undefined) throw lost;
      if (ended === undefined) {
        if (!begun) return true;
        await run([commit], (_, { command }) => (ended = command));
      }
      return ended === 'COMMIT';
    },
  };
}
