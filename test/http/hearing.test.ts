/** What is remembered while changes are heard of, and when hearing ends. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database, Ears } from '../../server/src/kernel/database/index.ts';
import { startRelay } from '../../server/src/kernel/events/index.ts';
import { createStandings } from '../../server/src/kernel/viewer/index.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { addPeople } from '../support/seed.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await addPeople(app.database, [{ userName: 'anna' }]);
});
afterAll(() => app.close());

describe('the standing of a person', () => {
  const counted = () => {
    let reads = 0;
    const database: Database = { ...app.database, system: (work) => (reads++, app.database.system(work)) };
    const standings = createStandings(database, () => app.clock.now);
    standings.remember(true);
    return { standings, reads: () => reads };
  };

  it('is read once for all of their streams that ask at the same time', async () => {
    const alone = counted();
    await alone.standings.find('anna');
    const together = counted();
    const found = await Promise.all(Array.from({ length: 20 }, () => together.standings.find('anna', Infinity)));
    expect(together.reads()).toBe(alone.reads());
    expect(new Set(found).size).toBe(1);
    expect(found[0]?.person).toBeDefined();
  });

  it('is read again by whoever asks after a change, although a reading is under way', async () => {
    const { standings, reads } = counted();
    const before = standings.find('anna');
    const once = reads();
    standings.forgetAll();
    await Promise.all([before, standings.find('anna')]);
    expect(reads()).toBeGreaterThan(once);
  });
});

describe('a relay', () => {
  it('that goes deaf while it reads does not take what it read for the newest', async () => {
    let ears: Ears | undefined;
    let holding: PromiseWithResolvers<void> | undefined;
    const held = vi.fn();
    const database: Database = {
      ...app.database,
      system: async (work) => {
        if (holding) {
          held();
          await holding.promise;
        }
        return app.database.system(work);
      },
      listen: async (_, given) => {
        ears = given;
        return async () => {};
      },
    };
    const standings = createStandings(database, () => app.clock.now);
    const relay = await startRelay(database, standings, () => {});
    ears!.hearing();
    await vi.waitUntil(() => relay.newest([]) !== undefined);
    holding = Promise.withResolvers();
    await vi.waitUntil(() => {
      ears!.heard('parvis_event', '999999');
      return held.mock.calls.length > 0;
    });
    ears!.deaf();
    const waiting = holding;
    holding = undefined;
    waiting.resolve();
    await relay.close();
    expect(relay.newest([])).toBeUndefined();
  });
});
