/** The plain-data half of the contracts: safe in a browser bundle, no zod. */
export * from './operations.ts';
export * from './problems.ts';
export * from './values.ts';
