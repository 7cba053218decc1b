import { expect } from '@open-wc/testing';
import { Listing } from './listing.ts';

type Item = { id: number; text?: string };

/** A list of the items 1, 2, 3, …, two at a time; `refused` is what the next request fails with. */
const listed = (all: Item[]) => {
  const api = { all, refused: undefined as Error | undefined, asked: 0 };
  const list = new Listing<Item, number>({
    async ask({ limit, from }) {
      api.asked++;
      if (api.refused) throw api.refused;
      const rest = api.all.filter(({ id }) => from === undefined || id > from);
      const items = rest.slice(0, limit);
      return { items, next: rest.length > limit ? items.at(-1)!.id : null };
    },
    key: ({ id }) => id,
    size: 2,
    draw: () => {},
  });
  return { api, list, ids: () => list.items.map(({ id }) => id) };
};
const items = (...ids: number[]): Item[] => ids.map((id) => ({ id }));

describe('a listing', () => {
  it('goes on to its end, and answers the first of what came', async () => {
    const { list, ids } = listed(items(1, 2, 3));
    expect(await list.load()).to.equal(true);
    expect(ids()).to.deep.equal([1, 2]);
    expect(await list.more()).to.deep.equal({ id: 3 });
    expect(ids()).to.deep.equal([1, 2, 3]);
    expect(list.next).to.equal(null);
  });

  it('keeps what is there when more of it does not come, says why, and can be asked again', async () => {
    const { api, list, ids } = listed(items(1, 2, 3));
    await list.load();
    api.refused = new Error('offline');
    await list.more();
    expect(list.failure).to.equal(api.refused);
    expect(list.status).to.equal('ready');
    expect(ids()).to.deep.equal([1, 2]);
    api.refused = undefined;
    await list.more();
    expect(list.failure).to.equal(undefined);
    expect(ids()).to.deep.equal([1, 2, 3]);
  });

  it('says why nothing is there, and loads when it is asked again', async () => {
    const { api, list, ids } = listed(items(1));
    api.refused = new Error('offline');
    expect(await list.load()).to.equal(false);
    expect([list.status, list.error]).to.deep.equal(['error', api.refused]);
    api.refused = undefined;
    await list.load();
    expect([list.status, list.error]).to.deep.equal(['ready', undefined]);
    expect(ids()).to.deep.equal([1]);
  });

  it('is asked for again as long as it is', async () => {
    const { api, list, ids } = listed(items(1, 2, 3, 4, 5));
    await list.load();
    await list.more();
    api.all = [{ id: 0 }, { id: 1, text: 'changed' }, ...items(2, 3, 4, 5)];
    expect(await list.renew()).to.equal(true);
    expect(ids()).to.deep.equal([0, 1, 2, 3]);
    expect(list.find(1)?.text).to.equal('changed');
  });

  it('shows what was done meanwhile, not what the list said before', async () => {
    const { api, list } = listed(items(1, 2));
    await list.load();
    const renewed = list.renew();
    const done = { id: 1, text: 'done' };
    list.replace(done);
    api.all = [done, { id: 2 }];
    expect(await renewed).to.equal(true);
    expect(list.find(1)?.text).to.equal('done');
    expect(api.asked).to.equal(3);
  });

  it('takes nothing of what was asked for before it was begun anew', async () => {
    const { api, list, ids } = listed(items(1, 2, 3));
    await list.load();
    const older = list.more();
    api.all = items(7);
    await list.load();
    expect(await older).to.equal(undefined);
    expect(ids()).to.deep.equal([7]);
  });
});
