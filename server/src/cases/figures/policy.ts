/**
 * What stands behind a figure: nobody is measured. A figure is made of what concerns at least `fewest` different people
 * and changes only by as many more, so that nothing is learnt of one of them from how it moved. Sums over groups are not
 * told, so that none that is left out can be reckoned from the others.
 */

/** The longest beginning of the rows that is made of whole groups of `fewest` different people; empty below one group. */
export function steady<Row>(rows: readonly Row[], fewest: number, personOf: (row: Row) => string | null): Row[] {
  const group = new Set<string>();
  let upTo = 0;
  for (const [at, row] of rows.entries()) {
    const person = personOf(row);
    if (person !== null) group.add(person);
    if (group.size < fewest) continue;
    upTo = at + 1;
    group.clear();
  }
  return rows.slice(0, upTo);
}

/** The share of those that are, in per cent, in steps of five: no single one shows. */
export function share<Row>(rows: readonly Row[], is: (row: Row) => boolean): number {
  return Math.round(((rows.filter(is).length / rows.length) * 100) / 5) * 5;
}

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
