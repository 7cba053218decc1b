/**
 * Several prepared statements in one round trip and one implicit transaction: parse (the first time), bind, describe and
 * execute for each, then a single sync, as PostgreSQL's extended query protocol allows ("Pipelining"). The driver sends a
 * sync after each statement, which would commit between them; this is a `Submittable` of its own, as pg-cursor is one.
 * On an error PostgreSQL skips the rest up to the sync and rolls back. Which statements of the batch it has prepared by
 * then is not known here, so a connection whose batch failed is not used again.
 */
import pg from 'pg';
import type { Row, Statement } from './port.ts';

type Message = Record<string, unknown>;
/** What of the driver's wire connection is used here. */
type Wire = {
  stream: { cork(): void; uncork(): void };
  parsedStatements: Record<string, string>;
  parse(message: Message): void;
  bind(message: Message): void;
  describe(message: Message): void;
  execute(message: Message): void;
  sync(): void;
};
type Accumulator = {
  rows: Row[];
  addFields(fields: unknown): void;
  parseRow(fields: unknown): Row;
};
const { Result, utils } = pg as unknown as {
  Result: new (rowMode: undefined, types: unknown) => Accumulator;
  utils: { prepareValue(value: unknown): unknown };
};

class Batch {
  readonly #statements: readonly Statement[];
  readonly #settle: (error: unknown, results: Row[][]) => void;
  readonly #results: Accumulator[];
  #wire: Wire | undefined;
  #current = 0;
  #failure: unknown;

  constructor(statements: readonly Statement[], types: unknown, settle: (error: unknown, results: Row[][]) => void) {
    this.#statements = statements;
    this.#settle = settle;
    this.#results = statements.map(() => new Result(undefined, types));
  }

  submit(wire: Wire): void {
    this.#wire = wire;
    wire.stream.cork();
    try {
      const parsed: Record<string, string | undefined> = { ...wire.parsedStatements };
      for (const { name, text, values } of this.#statements) {
        if (parsed[name] === undefined) wire.parse({ name, text });
        else if (parsed[name] !== text) throw new Error(`Two statements are named '${name}': rename one.`);
        parsed[name] = text;
        wire.bind({ portal: '', statement: name, values: values.map(utils.prepareValue) });
        wire.describe({ type: 'P', name: '' });
        wire.execute({ portal: '', rows: 0 });
      }
    } catch (error) {
      this.#failure = error;
    } finally {
      wire.sync();
      wire.stream.uncork();
    }
  }

  handleRowDescription({ fields }: { fields: unknown }): void {
    this.#results[this.#current]?.addFields(fields);
  }

  handleDataRow({ fields }: { fields: unknown }): void {
    const result = this.#results[this.#current];
    try {
      result?.rows.push(result.parseRow(fields));
    } catch (error) {
      this.#failure ??= error;
    }
  }

  handleCommandComplete(): void {
    const done = this.#statements[this.#current++];
    if (done && this.#wire) this.#wire.parsedStatements[done.name] = done.text;
  }

  handleError(error: unknown): void {
    this.#settle(error, []);
  }

  handleReadyForQuery(): void {
    this.#settle(
      this.#failure,
      this.#results.map(({ rows }) => rows),
    );
  }
}

export function runBatch(client: pg.ClientBase, statements: readonly Statement[]): Promise<Row[][]> {
  return new Promise((resolve, reject) => {
    const types = (client as unknown as { _types: unknown })._types;
    const batch = new Batch(statements, types, (error, results) => (error ? reject(error as Error) : resolve(results)));
    client.query(batch as unknown as pg.Submittable);
  });
}
