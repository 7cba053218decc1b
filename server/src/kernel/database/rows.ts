import type { Database, Row, Standing, Value } from './port.ts';

/** The rows of one named statement, read as somebody. */
export const rowsOf = async <Shape>(
  database: Database,
  standing: Standing,
  name: string,
  text: string,
  values: Value[],
): Promise<Shape[]> => {
  const [rows] = await database.read(standing, { name, text, values });
  return rows as (Row & Shape)[];
};

/** A place in a list by time: when, and which of those of that moment. */
export type TimePlace = { at: string; id: string };
