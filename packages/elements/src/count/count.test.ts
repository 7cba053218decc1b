import { expect } from '@open-wc/testing';
import type { Comment } from '@parvis/contracts';
import { World, expectAccessible, faulty, one, textOf, until } from '../../../../test/elements/support.ts';
import './define.ts';

let pages = 0;
const page = () => `https://intranet.test/counted/${++pages}`;

describe('parvis-count', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  const say = (person: string, address: string) =>
    world.as<Comment>(person, 'POST', '/v1/discussions', { address, title: 'Canteen', text: 'Good.' });
  /** What was asked of the counts. */
  const listening = () => {
    const asked: { addresses: string[]; posts: string[] }[] = [];
    const fetch = faulty((url, init) => {
      if (url.endsWith('/v1/discussions/counts')) asked.push(JSON.parse(String(init.body)));
      return undefined;
    });
    return { asked, fetch };
  };
  const list = (items: string[]) => `<div>${items.join('')}</div>`;
  const counts = (place: Element) => [...place.children].map((count) => textOf(one(count, '[part="count"]')));

  it('asks once for all that stand on a page, of pages and of posts, and says nothing where there is nothing', async () => {
    const [one, two, none] = [page(), page(), page()];
    await say('ben', one);
    await say('ben', two);
    await say('ana', two);
    const post = await world.post('ben', 'Hello');
    await world.as('ana', 'POST', `/v1/posts/${post.id}/comments`, { text: 'Hello.' });
    const { asked, fetch } = listening();
    const tags = [one, two, none, 'https://elsewhere.test/', post.id, `${two}/?utm_source=x#y`, 'javascript:alert(1)'];
    const place = await world.mount('ana', list(tags.map((tag) => `<parvis-count for="${tag}"></parvis-count>`)), {
      fetch,
    });
    await until(() => counts(place)[1] === '2 comments');
    expect(counts(place)).to.deep.equal(['1 comment', '2 comments', '', '', '1 comment', '2 comments', '']);
    expect(asked).to.have.length(1);
    expect(asked[0]!.addresses).to.have.length(4);
    expect(asked[0]!.posts).to.deep.equal([post.id]);
  });

  it('asks in several goes for more than a hundred', async () => {
    const { asked, fetch } = listening();
    const last = page();
    await say('ben', last);
    const tags = [...Array.from({ length: 150 }, () => page()), last];
    const place = await world.mount('ana', list(tags.map((tag) => `<parvis-count for="${tag}"></parvis-count>`)), {
      fetch,
    });
    await until(() => counts(place).at(-1) === '1 comment');
    expect(asked.map(({ addresses }) => addresses.length)).to.deep.equal([100, 51]);
  });

  it('follows what others write, the first comment too', async () => {
    const address = page();
    const place = await world.mount('ana', list([`<parvis-count for="${address}"></parvis-count>`]));
    await world.streaming(place);
    const { post } = await say('ben', address);
    await until(() => counts(place)[0] === '1 comment');
    await world.as('ben', 'POST', `/v1/posts/${post}/comments`, { text: 'And more.' });
    await until(() => counts(place)[0] === '2 comments');
  });

  it('says nothing of a page that is not for the reader, and what the page says of none', async () => {
    const address = page();
    await say('ben', address);
    const place = await world.mount(
      'dana',
      list([`<parvis-count for="${address}"><span slot="zero">No comments</span></parvis-count>`]),
    );
    await until(() => one(place.children[0]!, 'slot[name="zero"]'));
    expect(counts(place)).to.deep.equal(['']);
  });

  it('is a link where the page says where it leads, and never to a script', async () => {
    const address = page();
    await say('ben', address);
    const place = await world.mount(
      'ana',
      list([
        `<parvis-count for="${address}" href="${address}#talk"></parvis-count>`,
        `<parvis-count for="${address}" href="javascript:alert(1)"></parvis-count>`,
      ]),
    );
    await until(() => counts(place)[1] === '1 comment');
    expect(one(place.children[0]!, 'a')!.getAttribute('href')).to.equal(`${address}#talk`);
    expect(one(place.children[1]!, 'a')).to.equal(undefined);
    await expectAccessible(place.children[0]!);
  });

  it('speaks French', async () => {
    const address = page();
    await say('ben', address);
    await say('ana', address);
    const place = await world.mount('ana', list([`<parvis-count for="${address}"></parvis-count>`]), { lang: 'fr' });
    await until(() => counts(place)[0] === '2 commentaires');
  });
});
