/** How many requests somebody may send: what `Dependencies.limit` asks for. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Of how many of those who asked it is known what is left to them: more are asked about again. */
const mostKnown = 10_000;

/** `points`: requests a minute. Answers at once where it is known that something is left. */
export function createLimit(
  points: number,
): (key: string, cost: number) => Promise<number | undefined> | number | undefined {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  /** What the limiter said last, less what was taken since. */
  const known = new Map<string, { left: number; until: number }>();

  const consume = async (key: string, cost: number): Promise<number | undefined> => {
    try {
      const { remainingPoints, msBeforeNext } = await limiter.consume(key, cost);
      if (known.size >= mostKnown) known.clear();
      known.set(key, { left: remainingPoints, until: Date.now() + msBeforeNext });
      return undefined;
    } catch (refused) {
      known.delete(key);
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
      throw refused;
    }
  };

  return (key, cost) => {
    const given = known.get(key);
    if (!given || given.left < cost || Date.now() >= given.until) return consume(key, cost);
    given.left -= cost;
    void consume(key, cost);
    return undefined;
  };
}
