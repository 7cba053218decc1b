export { type NewEvent, recordEvent } from './record.ts';
export { type Position, type Relay, type Relayed, readPosition, startRelay, writePosition } from './relay.ts';
