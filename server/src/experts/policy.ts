/** A unit is a path: somebody of `finance/treasury` belongs to `finance` too. */
export const isWithin = (unit: string | null, asked: string): boolean =>
  unit !== null && (unit === asked || unit.startsWith(`${asked}/`));
