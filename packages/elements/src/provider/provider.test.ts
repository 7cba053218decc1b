import { expect } from '@open-wc/testing';
import { World, all, faulty, one, press, textOf, type, until } from '../../../../test/elements/support.ts';
import '../composer/define.ts';
import '../feed/define.ts';
import '../post/define.ts';
import type { ParvisAuthRequiredEvent } from '../events/index.ts';
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
    expect([asked[0]!.mode, asked[0]!.credentials]).to.deep.equal(['same-origin', 'same-origin']);
  });

  for (const [what, address] of [
    ['the address gives no token', '/test/nothing-here'],
    ['what should be the address is none', 'https://'],
  ] as const)
    it(`says that one is not signed in where ${what}`, async () => {
      const provider = document.createElement('parvis-provider');
      provider.setAttribute('api', `${location.origin}/no-token`);
      provider.setAttribute('token-url', address);
      provider.innerHTML = '<parvis-feed></parvis-feed>';
      document.body.append(provider);
      await until(() => textOf(one(provider.firstElementChild!, '.state')).includes('not signed in'));
      provider.remove();
    });

  it('tells the page once that somebody must sign in, asks for no token meanwhile, and goes on once they have', async () => {
    const slug = await world.community();
    await world.post('ana', 'Waiting', { community: slug });
    const told: string[] = [];
    const hear = ({ api }: ParvisAuthRequiredEvent) => told.push(api);
    document.addEventListener('parvis-auth-required', hear);
    const provider = document.createElement('parvis-provider');
    let asked = 0;
    let signedIn = false;
    const getToken = () => {
      asked++;
      if (!signedIn) throw new Error('The session of the page has ended.');
      return world.token('ana');
    };
    // An address of its own: what is told does not depend on what other tests did.
    const own = `${location.origin}/signed-out`;
    provider.configure({
      api: own,
      getToken,
      fetch: (input, init) => fetch(String(input).replace(own, world.api), init),
    });
    const markup = `<parvis-feed scope="community" for="${slug}"></parvis-feed>`;
    provider.innerHTML = `${markup}<parvis-feed></parvis-feed>`;
    document.body.append(provider);
    const signedOut = () =>
      [...provider.children].every((feed) => textOf(one(feed, '.state')).includes('not signed in'));
    await until(signedOut);
    // Later parts, and the page that is shown again, ask by themselves.
    provider.insertAdjacentHTML('beforeend', markup);
    document.dispatchEvent(new Event('visibilitychange'));
    await until(signedOut);
    expect([asked, told]).to.deep.equal([1, [own]]);
    // Somebody presses what is of the page and not of an element of it.
    document.body.click();
    provider.insertAdjacentHTML('beforeend', markup);
    await until(signedOut);
    expect([asked, told]).to.deep.equal([1, [own]]);
    press(one(provider.children[0]!, '.state button'));
    await until(() => told.length === 2 && signedOut());
    expect([asked, told.length]).to.deep.equal([2, 2]);
    signedIn = true;
    provider.configure({ getToken });
    await until(() => textOf(one(provider.children[0]!, 'article')).includes('Waiting'));
    await until(() => one(provider.children[3]!, 'article'));
    expect([asked, told.length]).to.deep.equal([3, 2]);
    document.removeEventListener('parvis-auth-required', hear);
    provider.remove();
  });

  it('goes on once somebody who signed in elsewhere tries again', async () => {
    const slug = await world.community();
    await world.post('ana', 'Waiting', { community: slug });
    let signedIn = false;
    let streams = 0;
    const feed = await world.mount('ana', `<parvis-feed scope="community" for="${slug}"></parvis-feed>`, {
      fetch: faulty((url) => {
        if (!signedIn) return Response.json({ code: 'unauthenticated', status: 401, title: 'No' }, { status: 401 });
        if (url.endsWith('/v1/stream')) streams++;
        return undefined;
      }),
    });
    const again = await until(() => one(feed, '.state button'));
    signedIn = true;
    press(again);
    await until(() => textOf(one(feed, 'article')).includes('Waiting'));
    await until(() => streams > 0, 'the stream');
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

  describe('when somebody else signs in without a reload', () => {
    /** Markup for Ana, and what makes the page Ben’s; he is not known before `known` is called. */
    const mountFor = async (markup: string) => {
      let token = () => world.token('ana');
      const element = await world.mount('ana', markup, { api: `${location.origin}/change-${Math.random()}` });
      const provider = element.closest('parvis-provider') as ParvisProvider;
      provider.configure({ getToken: () => token() });
      const change = () => {
        let known!: () => void;
        const answer = new Promise<void>((resolve) => (known = resolve));
        token = () => answer.then(() => world.token('ben'));
        provider.signOut();
        return known;
      };
      return { element, change };
    };
    const kept = () => JSON.stringify({ ...localStorage });

    it('neither shows nor keeps an open thread, what was typed in it, or what only the first may do', async () => {
      const slug = await world.community();
      const post = await world.post('ana', 'Between us', { community: slug });
      await world.as('ana', 'POST', `/v1/posts/${post.id}/comments`, { text: 'Mine' });
      const { element: feed, change } = await mountFor(`<parvis-feed scope="community" for="${slug}"></parvis-feed>`);
      press(await until(() => one(feed, '[data-act="menu"]')));
      press(await until(() => one(feed, '[data-menu="edit"]')));
      await until(() => one(feed, '.edit'));
      press(one(feed, '[data-act="thread"]'));
      await until(() => one(feed, '.comment [data-act="edit"]'));
      const old = await until(() => one(feed, `#write-${post.id}`));
      type(old, 'Half a secret');
      await until(() => kept().includes('Half a secret'));
      type(old, 'Half a secret thought');

      const known = change();
      expect(kept()).to.not.contain('secret');
      await until(() => one(feed, '.bones'));
      type(old, 'Half a secret typed on');
      known();
      await until(() => one(feed, 'article'));
      expect(all(feed, '.thread, .edit, [data-menu="edit"]').map(textOf)).to.deep.equal([]);
      press(one(feed, '[data-act="thread"]'));
      await until(() => one(feed, '.comment'));
      expect(all(feed, '.comment [data-act="edit"]')).to.have.length(0);
      expect(one<HTMLTextAreaElement>(feed, `#write-${post.id}`)!.value).to.equal('');
      expect(kept()).to.not.contain('secret');
    });

    it('drops a comment that is still on its way', async () => {
      const slug = await world.community();
      const post = await world.post('ben', 'Between us', { community: slug });
      const { element: feed, change } = await mountFor(`<parvis-feed scope="community" for="${slug}"></parvis-feed>`);
      press(await until(() => one(feed, '[data-act="thread"]')));
      type(await until(() => one(feed, `#write-${post.id}`)), 'Sent late');
      press(await until(() => one(feed, '.thread .primary')));
      await until(() => one(feed, '.thread .primary[aria-disabled="true"]') ?? one(feed, '.comment'));
      change()();
      press(await until(() => one(feed, '[data-act="thread"][aria-expanded="false"]')));
      await until(() => textOf(one(feed, '.thread')).includes('Sent late'));
      expect(all(feed, '.comment')).to.have.length(1);
      expect(all(feed, '.comment [data-act="edit"], .thread .problem')).to.have.length(0);
    });

    it('neither shows nor keeps what the first was writing, and keeps what the second writes as theirs', async () => {
      const { element: composer, change } = await mountFor('<parvis-composer></parvis-composer>');
      const field = () => until(() => one<HTMLTextAreaElement>(composer, '#text'));
      const old = await field();
      type(old, 'Private thought');
      await until(() => kept().includes('Private thought'));
      const known = change();
      type(old, 'Private thought, typed on');
      await until(() => textOf(composer).includes('Loading'));
      expect(all(composer, '#text')).to.have.length(0);
      known();
      const fresh = await field();
      expect(fresh.value).to.equal('');
      type(fresh, 'By Ben');
      await until(() => kept().includes('By Ben'));
      expect(kept()).to.not.contain('Private thought');
      const keys = Object.keys(localStorage).filter((key) => key.includes('composer:'));
      expect(keys).to.have.length(1);
      expect(keys[0]).to.contain(world.people.ben);
    });
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
