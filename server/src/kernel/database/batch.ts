/**
 * Several prepared statements in one round trip and one implicit transaction: parse and describe (the first time), bind
 * and execute for each, then a single sync, as PostgreSQL's extended query protocol allows ("Pipelining"). The driver
 * sends a sync after each statement, which would commit between them, and has each described every time; this is a
 * `Submittable` of its own, as pg-cursor is one. On an error PostgreSQL skips the rest up to the sync; outside a
 * transaction that was begun it rolls back.
 */
import pg from 'pg';
import type { Row, Statement } from './port.ts';

/** A statement whose values the driver turns into text. */
export type Prepared = Omit<Statement, 'values'> & { values: readonly unknown[] };

type Message = Record<string, unknown>;
/** What of the driver's wire connection is used here. */
type Wire = {
  stream: { cork(): void; uncork(): void };
  on(event: 'parseComplete', listener: () => void): void;
  removeListener(event: 'parseComplete', listener: () => void): void;
  parsedStatements: Record<string, string>;
  parse(message: Message): void;
  bind(message: Message): void;
  describe(message: Message): void;
  execute(message: Message): void;
  sync(): void;
};
type Field = { name: string; dataTypeID: number };
type Types = { getTypeParser(oid: number, format: 'text'): (text: string) => unknown };
/** How a statement's rows are read: a row of nulls, and what fills it. */
type Shape = { empty: Row; columns: readonly { name: string; read: (text: string) => unknown }[] };
const { utils } = pg as unknown as { utils: { prepareValue(value: unknown): unknown } };

const json = 114;
const asIs = (text: string): unknown => text;

/** What each connection said of the statements that it prepared; it refuses to run one whose columns change. */
const described = new WeakMap<Wire, Map<string, Shape>>();

/** What a statement of a batch was answered. */
export type Outcome = { rows: Row[]; /** As PostgreSQL tells: `INSERT 0 1`. */ command: string };
export type Done = (index: number, outcome: Outcome) => void;

class Batch {
  readonly #statements: readonly Prepared[];
  readonly #types: Types;
  readonly #done: Done;
  readonly #settle: (error: unknown) => void;
  /** Sent to be prepared and not heard of yet, in order. */
  readonly #preparing: Prepared[] = [];
  #wire: Wire | undefined;
  #known = new Map<string, Shape>();
  #shape: Shape | undefined;
  #rows: Row[] = [];
  #current = 0;
  #failure: unknown;

  constructor(statements: readonly Prepared[], types: Types, done: Done, settle: (error: unknown) => void) {
    this.#statements = statements;
    this.#types = types;
    this.#done = done;
    this.#settle = (error) => {
      this.#wire?.removeListener('parseComplete', this.#prepared);
      settle(error);
    };
  }

  submit(wire: Wire): void {
    this.#wire = wire;
    const known = described.get(wire);
    if (known) this.#known = known;
    else described.set(wire, this.#known);
    wire.on('parseComplete', this.#prepared);
    wire.stream.cork();
    try {
      const parsed = new Map<string, string>();
      for (const statement of this.#statements) {
        const { name, text, values } = statement;
        const before = name ? (wire.parsedStatements[name] ?? parsed.get(name)) : undefined;
        if (before === undefined) {
          wire.parse({ name, text });
          this.#preparing.push(statement);
        } else if (before !== text) throw new Error(`Two statements are named '${name}': rename one.`);
        parsed.set(name, text);
        wire.bind({ portal: '', statement: name, values: values.map(utils.prepareValue) });
        if (!this.#known.has(name)) wire.describe({ type: 'P', name: '' });
        wire.execute({ portal: '', rows: 0 });
      }
    } catch (error) {
      this.#failure = error;
    } finally {
      wire.sync();
      wire.stream.uncork();
    }
  }

  readonly #prepared = (): void => {
    const { name, text } = this.#preparing.shift()!;
    if (name) this.#wire!.parsedStatements[name] = text;
  };

  handleRowDescription({ fields }: { fields: Field[] }): void {
    const { jsonAsText } = this.#statements[this.#current]!;
    this.#shape = {
      // As JSON.parse makes it, all its properties have their place from the start: copied, then filled, a row costs half
      // of one that grows.
      empty: JSON.parse(JSON.stringify(Object.fromEntries(fields.map(({ name }) => [name, null])))) as Row,
      columns: fields.map(({ name, dataTypeID }) => ({
        name,
        read: jsonAsText && dataTypeID === json ? asIs : this.#types.getTypeParser(dataTypeID, 'text'),
      })),
    };
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { empty, columns } = (this.#shape ??= this.#known.get(this.#statements[this.#current]!.name)!);
    const row = { ...empty };
    try {
      for (let i = 0; i < columns.length; i++) {
        const text = fields[i];
        if (text != null) row[columns[i]!.name] = columns[i]!.read(text);
      }
      this.#rows.push(row);
    } catch (error) {
      this.#failure ??= error;
    }
  }

  handleCommandComplete({ text: command }: { text: string }): void {
    const index = this.#current++;
    const { name } = this.#statements[index]!;
    if (name && !this.#known.has(name)) this.#known.set(name, this.#shape ?? { empty: {}, columns: [] });
    this.#shape = undefined;
    const rows = this.#rows;
    this.#rows = [];
    if (this.#failure === undefined) this.#done(index, { rows, command });
  }

  handleError(error: unknown): void {
    this.#settle(error);
  }

  handleReadyForQuery(): void {
    this.#settle(this.#failure);
  }
}

/** `done` is told the rows of each statement as they come, before the whole is known to have succeeded. */
export function runBatch(client: pg.ClientBase, statements: readonly Prepared[], done: Done = () => {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const types = (client as unknown as { _types: Types })._types;
    const settle = (error: unknown) => (error === undefined ? resolve() : reject(error as Error));
    client.query(new Batch(statements, types, done, settle) as unknown as pg.Submittable);
  });
}
