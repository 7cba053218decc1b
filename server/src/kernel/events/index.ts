export { type NewEvent, type Position, recordEvent } from './store.ts';
export { startPruning } from './prune.ts';
export { type Relay, startRelay } from './relay.ts';
