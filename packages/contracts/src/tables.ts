/** The plain-data half of the contracts: safe in a browser bundle, no zod. */
export type { Shape } from './answers.ts';
export * from './addresses.ts';
export * from './operations.ts';
export * from './problems.ts';
export * from './values.ts';
