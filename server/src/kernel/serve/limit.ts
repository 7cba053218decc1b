/** How many requests somebody may send: what `Dependencies.limit` asks for. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Of how many of those who asked it is known what is left to them: the limiter is told of the others. */
const mostKnown = 10_000;

/** `points`: requests a minute. Answers at once where it is known that something is left. */
export function createLimit(
  points: number,
): (key: string, cost: number) => Promise<number | undefined> | number | undefined {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  /** What the limiter left to somebody, and how much of it was taken since, of which it does not know. */
  const known = new Map<string, { left: number; taken: number; until: number }>();

  const forgetOldest = (): void => {
    const [key, { taken }] = known.entries().next().value!;
    known.delete(key);
    if (taken > 0) void limiter.penalty(key, taken);
  };
  const consume = async (key: string, cost: number): Promise<number | undefined> => {
    try {
      const { remainingPoints, msBeforeNext } = await limiter.consume(key, cost);
      if (known.size >= mostKnown) forgetOldest();
      known.set(key, { left: remainingPoints, taken: 0, until: Date.now() + msBeforeNext });
      return undefined;
    } catch (refused) {
      known.delete(key);
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
      throw refused;
    }
  };

  return (key, cost) => {
    const given = known.get(key);
    if (!given) return consume(key, cost);
    const isOver = Date.now() >= given.until;
    if (!isOver && cost <= given.left) {
      given.left -= cost;
      given.taken += cost;
      return undefined;
    }
    known.delete(key);
    return consume(key, isOver ? cost : cost + given.taken);
  };
}
