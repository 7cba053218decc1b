import { expect } from '@open-wc/testing';
import { World, all, one, textOf, until } from '../../../../test/elements/support.ts';
import './define.ts';

describe('parvis-feed', () => {
  let world: World;
  before(async () => {
    world = await World.open();
  });
  afterEach(() => world.clear());
  after(() => world.close());

  it('draws the posts of a community, newest first, with author, place and text', async () => {
    await world.post('ben', 'The **old** printer is gone.');
    await world.post('ana', 'How do I get C++?', { kind: 'question', title: 'Compiler' });
    const feed = await world.mount('ana', '<parvis-feed scope="community" for="it-help"></parvis-feed>');
    const articles = await until(() => all(feed, 'article').length === 2 && all(feed, 'article'));
    expect(textOf(articles[0])).to.contain('Ana Duval').and.contain('IT help').and.contain('Compiler');
    expect(articles[1]!.querySelector('strong')!.textContent).to.equal('old');
    expect(textOf(one(feed, '.end'))).to.equal('You are up to date');
  });
});
