export { type NewEvent, type Position, recordEvent } from './store.ts';
export { type Pruning, startPruning } from './prune.ts';
export { type Relay, type Relayed, readPosition, startRelay, writePosition } from './relay.ts';
