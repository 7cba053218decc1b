import { describe, expect, it, vi } from 'vitest';
import type { Done, Prepared } from './batch.ts';
import { createPipeline } from './pipeline.ts';

const begin = { name: 'begin', text: 'begin', values: [] };
const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

/** A connection that answers each statement, but for those that fail. */
const connection = (fails: (text: string) => boolean = () => false) => {
  const trips: string[][] = [];
  const run = vi.fn(async (statements: readonly Prepared[], done: Done) => {
    trips.push(statements.map(({ text }) => text));
    await turn();
    for (const [index, { text }] of statements.entries()) {
      if (fails(text)) throw new Error(`${text} failed`);
      done(index, { rows: [{ text }], command: text === 'commit' ? 'COMMIT' : 'INSERT 0 1' });
    }
  });
  return { trips, pipeline: createPipeline(run, [begin]) };
};

describe('the statements of a transaction', () => {
  it('go in one round trip when they are asked for together, the first with the beginning', async () => {
    const { trips, pipeline } = connection();
    const [one, other] = await Promise.all([pipeline.execute('one', []), pipeline.execute('other', [])]);
    expect([one, other]).toEqual([
      { rows: [{ text: 'one' }], affected: 1 },
      { rows: [{ text: 'other' }], affected: 1 },
    ]);
    expect(await pipeline.commit()).toBe(true);
    expect(trips).toEqual([['begin', 'one', 'other'], ['commit']]);
  });

  it('go one after the other when each waits for the one before', async () => {
    const { trips, pipeline } = connection();
    await pipeline.execute('one', []);
    await pipeline.execute('other', []);
    await pipeline.commit();
    expect(trips).toEqual([['begin', 'one'], ['other'], ['commit']]);
  });

  it('are committed with the last of them where it is said to be the last', async () => {
    const { trips, pipeline } = connection();
    await pipeline.execute('one', []);
    pipeline.close();
    await pipeline.execute('last', []);
    expect(await pipeline.commit()).toBe(true);
    expect(trips).toEqual([
      ['begin', 'one'],
      ['last', 'commit'],
    ]);
    await expect(pipeline.execute('late', [])).rejects.toThrow('The transaction was closed');
  });

  it('fail from the one that failed on, and nothing more is sent', async () => {
    const { trips, pipeline } = connection((text) => text === 'bad');
    const asked = [pipeline.execute('one', []), pipeline.execute('bad', []), pipeline.execute('behind', [])];
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    await expect(pipeline.execute('after', [])).rejects.toThrow('bad failed');
    expect(pipeline.isOpen()).toBe(true);
    expect(trips).toHaveLength(1);
  });

  it('are not told to be written when their commit failed', async () => {
    const { pipeline } = connection((text) => text === 'commit');
    pipeline.close();
    await pipeline.execute('last', []);
    await expect(pipeline.commit()).rejects.toThrow('commit failed');
  });

  it('answer also those that are asked for while the failing ones are under way', async () => {
    const { pipeline } = connection((text) => text === 'bad' || text === 'commit');
    const bad = pipeline.execute('bad', []);
    await new Promise(process.nextTick);
    await new Promise(process.nextTick);
    const meanwhile = pipeline.execute('meanwhile', []);
    expect((await Promise.allSettled([bad, meanwhile])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('begin nothing where there are none', async () => {
    const { trips, pipeline } = connection();
    expect(await pipeline.commit()).toBe(true);
    expect([trips, pipeline.isOpen()]).toEqual([[], false]);
  });
});
