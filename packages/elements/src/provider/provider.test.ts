import { expect } from '@open-wc/testing';
import { World, faulty, one, textOf, until } from '../../../../test/elements/support.ts';
import '../feed/define.ts';
import '../post/define.ts';
import type { ParvisProvider } from './provider.ts';

describe('parvis-provider', () => {
  let world: World;
  before(async () => {
    world = await World.open();
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const hide = (hidden: boolean) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('gives all elements inside it one token and one stream', async () => {
    const slug = await world.community();
    const post = await world.post('ana', 'Shared', { community: slug });
    let tokens = 0;
    let streams = 0;
    const provider = world.provider('ana', {
      fetch: faulty((url) => void (streams += url.endsWith('/v1/stream') ? 1 : 0)),
    });
    provider.configure({ getToken: async () => (tokens++, await world.token('ana')) });
    provider.innerHTML = `<parvis-feed scope="community" for="${slug}"></parvis-feed><parvis-post post="${post.id}"></parvis-post><parvis-feed></parvis-feed>`;
    document.body.append(provider);
    const [feed, alone] = [provider.children[0]!, provider.children[1]!];
    await until(() => one(feed, 'article') && one(alone, 'article') && streams > 0);
    expect(tokens).to.equal(1);
    expect(streams).to.equal(1);
  });

  it('fetches the token from an address of the page, with the cookies of the page and no others', async () => {
    const slug = await world.community();
    await world.post('ana', 'By address', { community: slug });
    const real = window.fetch;
    const asked: RequestInit[] = [];
    window.fetch = (input, init) => {
      if (String(input).includes('/test/token')) asked.push(init ?? {});
      return real(input, init);
    };
    try {
      const provider = document.createElement('parvis-provider');
      provider.setAttribute('api', world.api);
      provider.setAttribute('token-url', '/test/token?person=ana');
      provider.innerHTML = `<parvis-feed scope="community" for="${slug}"></parvis-feed>`;
      document.body.append(provider);
      await until(() => textOf(one(provider.firstElementChild!, 'article')).includes('By address'));
      provider.remove();
    } finally {
      window.fetch = real;
    }
    expect(asked).to.have.length(1);
    expect(asked[0]!.credentials).to.equal('same-origin');
  });

  it('says that one is not signed in where the address gives no token', async () => {
    const provider = document.createElement('parvis-provider');
    provider.setAttribute('api', `${location.origin}/no-token`);
    provider.setAttribute('token-url', '/test/nothing-here');
    provider.innerHTML = '<parvis-feed></parvis-feed>';
    document.body.append(provider);
    await until(() => textOf(one(provider.firstElementChild!, '.state')).includes('not signed in'));
    provider.remove();
  });

  it('starts anew for another person', async () => {
    const slug = await world.community({ visibility: 'secret', members: { ben: 'member' } });
    await world.post('ben', 'For Ben', { community: slug });
    const feed = await world.mount('ben', `<parvis-feed scope="community" for="${slug}"></parvis-feed>`);
    await until(() => one(feed, 'article'));
    (feed.parentElement as ParvisProvider).configure({ getToken: () => world.token('ana') });
    await until(() => textOf(one(feed, '.state')).includes('not shared with you'));
    expect(textOf(feed)).to.not.contain('For Ben');
  });

  it('closes the stream of a hidden page, and catches up when it is shown again', async () => {
    const slug = await world.community();
    await world.post('ana', 'Before', { community: slug });
    const signals: AbortSignal[] = [];
    const feed = await world.mount('ana', `<parvis-feed scope="community" for="${slug}"></parvis-feed>`, {
      fetch: faulty((url, init) => void (url.endsWith('/v1/stream') && signals.push(init.signal!))),
    });
    await until(() => one(feed, 'article'));
    await world.streaming(feed);
    try {
      hide(true);
      expect(signals[0]!.aborted).to.equal(true);
      await world.post('ben', 'Meanwhile', { community: slug });
    } finally {
      hide(false);
    }
    await until(() => textOf(one(feed, '.fresh')).includes('1 new post'));
  });

  it('lets a nearer provider take over what stands inside it', async () => {
    const slug = await world.community();
    await world.post('ana', 'Nested', { community: slug });
    const inner = world.provider('ana', { lang: 'fr' });
    inner.innerHTML = `<parvis-feed scope="community" for="${slug}"></parvis-feed>`;
    const outer = world.provider('dana');
    outer.append(inner);
    document.body.append(outer);
    await until(() => textOf(one(inner.firstElementChild!, '.end')) === 'Vous êtes à jour');
  });

  it('changes the language of what stands inside it', async () => {
    const slug = await world.community();
    const feed = await world.mount('ana', `<parvis-feed scope="community" for="${slug}"></parvis-feed>`);
    await until(() => textOf(one(feed, '.state')).includes('No posts yet'));
    (feed.parentElement as ParvisProvider).lang = 'fr-CA';
    await until(() => textOf(one(feed, '.state')).includes('Aucune publication'));
  });

  it('gives the colour scheme that its theme asks for', async () => {
    const feed = await world.mount('ana', '<parvis-feed></parvis-feed>');
    (feed.parentElement as ParvisProvider).theme = 'dark';
    await until(() => getComputedStyle(feed).colorScheme === 'dark');
  });
});
