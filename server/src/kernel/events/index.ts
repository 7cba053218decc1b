export { type NewEvent, type Position, recordEvent } from './store.ts';
export { startPruning } from './prune.ts';
export { type Relay, type Relayed, startRelay } from './relay.ts';
