import type { Transaction } from '../kernel/database/index.ts';
import { Failure } from '../kernel/http/index.ts';
import { type Deed, type Pace, takeTurn } from './store.ts';

/** Takes the viewer's turn, or refuses with what `told` says of the seconds to wait. A retry of what is done waits for nobody. */
export async function requireTurn(
  tx: Transaction,
  deed: Deed,
  pace: Pace,
  now: Date,
  told: (seconds: number) => string,
): Promise<void> {
  const wait = await takeTurn(tx, deed, pace, now);
  if (wait !== null) throw new Failure('rate-limited', told(wait), { retryAfter: wait });
}
