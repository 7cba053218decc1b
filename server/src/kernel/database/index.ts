/** The browser-safe half of the database: the port, PGlite, the tables. `postgres.ts` and `lock.ts` are main.ts's. */
export * from './port.ts';
export * from './tables.ts';
export { closing } from './executor.ts';
export { isUuid, listed } from './ids.ts';
export { type TimePlace, rowsOf } from './rows.ts';
export { elevated } from './roles.ts';
export { migrate, type MigrationTarget } from './migrate.ts';
