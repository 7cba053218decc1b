import { expect } from '@open-wc/testing';
import type { Post } from '@parvis/contracts';
import {
  World,
  all,
  expectAccessible,
  faulty,
  offline,
  one,
  press,
  textOf,
  type,
  until,
} from '../../../../test/elements/support.ts';
import '../communities/define.ts';
import '../feed/define.ts';
import './define.ts';

const text = (element: Element, selector: string) => textOf(one(element, selector));
const field = (element: Element, id: string) => until(() => one<HTMLTextAreaElement>(element, `#${id}`));
const publish = (element: Element) => press(one(element, '[part="publish"]'));
const pick = (element: Element, kind: string) => one<HTMLInputElement>(element, `input[value="${kind}"]`)!.click();

describe('parvis-composer', () => {
  let world: World;
  before(async () => {
    world = await World.open();
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const postsIn = async (slug: string) =>
    (await world.as<{ items: Post[] }>('ana', 'GET', `/v1/posts?scope=community&for=${slug}`)).items;

  it('publishes an update to the readers that it shows', async () => {
    const slug = await world.community();
    const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`);
    type(await field(composer, 'text'), 'Hello **all**');
    expect(text(composer, '.readers')).to.contain('Place').and.contain('employees').and.contain('C1');
    const created = new Promise<Event>((resolve) =>
      document.addEventListener('parvis-post-created', resolve, { once: true }),
    );
    publish(composer);
    expect(((await created) as Event & { post: Post }).post.kind).to.equal('update');
    await until(() => text(composer, '.done') === 'Published');
    expect(one<HTMLTextAreaElement>(composer, '#text')!.value).to.equal('');
    const [post] = await postsIn(slug);
    expect(post!.audience).to.deep.include({ circles: ['employee'], degree: 'C1' });
  });

  it('publishes with Ctrl+Enter, and a feed of the same page shows it at once', async () => {
    const slug = await world.community();
    const feed = await world.mount('ana', `<parvis-feed scope="community" for="${slug}" with-composer></parvis-feed>`);
    const composer = await until(() => one(feed, 'parvis-composer'));
    const area = await field(composer, 'text');
    type(area, 'Straight away');
    area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, composed: true }));
    await until(() => text(feed, '.feed > article').includes('Straight away'));
  });

  it('asks a question with its title, and shares a link with its address', async () => {
    const slug = await world.community();
    const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`);
    await field(composer, 'text');
    pick(composer, 'question');
    type(await field(composer, 'title'), 'Where is it?');
    type(await field(composer, 'text'), 'I looked everywhere.');
    publish(composer);
    await until(() => text(composer, '.done') === 'Published');
    pick(composer, 'link');
    type(await field(composer, 'link'), 'https://example.com/a');
    type(await field(composer, 'text'), 'Worth reading.');
    publish(composer);
    await until(async () => (await postsIn(slug)).length === 2);
    const [link, question] = await postsIn(slug);
    expect(link).to.include({ kind: 'link', link: 'https://example.com/a' });
    expect(question).to.include({ kind: 'question', title: 'Where is it?' });
  });

  it('publishes a poll by its question and its answers: a title can say it all', async () => {
    const slug = await world.community();
    const composer = await world.mount('ana', `<parvis-composer community="${slug}" kind="poll"></parvis-composer>`);
    await field(composer, 'poll');
    expect(text(composer, 'label[for="text"]')).to.equal('Text (optional)');
    publish(composer);
    await until(() => text(composer, '#fault-title') !== undefined && text(composer, '#fault-poll'));
    expect(one(composer, '#fault-text')).to.equal(undefined);
    type(await field(composer, 'title'), 'Tea or coffee?');
    const [first, second] = all<HTMLInputElement>(composer, '.poll-options input');
    type(first!, 'Tea');
    type(second!, 'Coffee');
    publish(composer);
    await until(() => text(composer, '.done') === 'Published');
    const [post] = await postsIn(slug);
    expect(post).to.deep.include({ kind: 'poll', title: 'Tea or coffee?', body: [] });
  });

  it('says next to each field what is missing, and goes to the first', async () => {
    const slug = await world.community();
    const composer = await world.mount('ana', `<parvis-composer community="${slug}" kind="link"></parvis-composer>`);
    type(await field(composer, 'link'), 'javascript:alert(1)');
    publish(composer);
    await until(() => text(composer, '#fault-link').includes('https://'));
    expect(text(composer, '#fault-text')).to.equal('Write something first.');
    const link = one(composer, '#link')!;
    expect(link.getAttribute('aria-invalid')).to.equal('true');
    await until(() => composer.shadowRoot!.activeElement === link);
    expect(await postsIn(slug)).to.have.length(0);
  });

  describe('readers', () => {
    it('are chosen in one place, community, circles and degree together', async () => {
      const slug = await world.community({
        circles: ['employee', 'client'],
        name: 'Shared place',
        members: { ben: 'member' },
      });
      const composer = await world.mount('ben', '<parvis-composer></parvis-composer>');
      await field(composer, 'text');
      press(one(composer, '.readers'));
      const place = await until(() => one<HTMLSelectElement>(composer, '#place'));
      place.value = world.communities[slug]!;
      place.dispatchEvent(new Event('change', { bubbles: true }));
      await until(() => text(composer, '.readers').includes('Shared place'));
      const employee = one<HTMLInputElement>(composer, 'input[value="employee"]')!;
      expect(employee.disabled && employee.checked).to.equal(true);
      expect(one(composer, 'input[value="supplier"]')).to.equal(undefined);
      expect(one(composer, 'input[value="C3"]')).to.equal(undefined);
      pick(composer, 'client');
      await until(() => !text(composer, '.readers').includes('clients'));
      pick(composer, 'C2');
      await until(() => text(composer, '.readers').includes('C2'));
      type(one(composer, '#text'), 'For few');
      publish(composer);
      await until(() => text(composer, '.done') === 'Published');
      const [post] = (await world.as<{ items: Post[] }>('ben', 'GET', `/v1/posts?scope=community&for=${slug}`)).items;
      expect(post!.audience).to.deep.include({ circles: ['employee'], degree: 'C2' });
    });

    it('keep a stricter degree that was chosen when the place changes, and are gone to and left by keyboard', async () => {
      const slug = await world.community({ defaultDegree: 'C0' });
      const composer = await world.mount('ben', '<parvis-composer></parvis-composer>');
      await field(composer, 'text');
      press(one(composer, '.readers'));
      const place = await until(() => one<HTMLSelectElement>(composer, '#place'));
      await until(() => composer.shadowRoot!.activeElement === place);
      expect(text(composer, '.panel')).to.contain('nobody else’s home');
      const degrees = all<HTMLInputElement>(composer, 'input[name="degree"]');
      const strictest = degrees.at(-1)!.value;
      degrees.at(-1)!.click();
      place.value = world.communities[slug]!;
      place.dispatchEvent(new Event('change', { bubbles: true }));
      await until(() => text(composer, '.readers').includes('Place'));
      expect(one<HTMLInputElement>(composer, 'input[name="degree"]:checked')!.value).to.equal(strictest);
      place.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
      await until(() => !one(composer, '.panel'));
      expect(composer.shadowRoot!.activeElement).to.equal(one(composer, '.readers'));
    });

    it('from outside are warned of before the first keystroke', async () => {
      const composer = await world.mount('ana', '<parvis-composer community="partners"></parvis-composer>');
      await until(() => text(composer, '.warning').includes('clients and suppliers read this, too'));
      const inside = await world.mount('ana', '<parvis-composer community="it-help"></parvis-composer>');
      await field(inside, 'text');
      expect(one(inside, '.warning')).to.equal(undefined);
    });

    it('that a client may choose do not include everyone', async () => {
      const composer = await world.mount('dana', '<parvis-composer></parvis-composer>');
      await field(composer, 'text');
      expect(text(composer, '.readers')).to.contain('Partners');
      press(one(composer, '.readers'));
      const place = await until(() => one<HTMLSelectElement>(composer, '#place'));
      expect([...place.options].map(({ text: label }) => label)).to.deep.equal(['Partners']);
    });

    it('of a community are written to by its members only', async () => {
      const slug = await world.community({ members: { ben: 'member' } });
      const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`);
      await until(() => text(composer, '.closed').includes('Only members write here'));
    });

    it('of a community that one may join are joined where one would write', async () => {
      const slug = await world.community({ name: 'Hiking', members: { ben: 'member' } });
      const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`);
      const join = await until(() => one(composer, '.closed button'));
      expect(textOf(join)).to.equal('Join Hiking');
      await expectAccessible(composer);
      press(join);
      await field(composer, 'text');
      await until(() => composer.shadowRoot!.activeElement?.id === 'text');
    });

    it('of a community that lets in on request are asked where one would write', async () => {
      const slug = await world.community({
        name: 'Guild',
        visibility: 'listed',
        joinRule: 'request',
        members: { ben: 'steward' },
      });
      const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`);
      const ask = await until(() => one(composer, '.closed button'));
      expect(textOf(ask)).to.equal('Ask to join Guild');
      press(ask);
      await until(() => text(composer, '.closed').includes('You asked to join'));
      expect(one(composer, '.closed button')).to.equal(undefined);
    });

    it('of a community that one may not know of are told no more than that its members write', async () => {
      const slug = await world.community({ name: 'The board', visibility: 'secret', members: { ben: 'steward' } });
      const asked: string[] = [];
      const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`, {
        fetch: faulty((url) => void asked.push(url)),
      });
      await until(() => asked.some((url) => url.endsWith(`/v1/communities/${slug}`)));
      await until(() => text(composer, '.closed') === 'Only members write here.');
    });
  });

  describe('drafts', () => {
    const own = () => `${location.origin}/draft`;

    it('come back after a reload, with their readers', async () => {
      const composer = await world.mount('ben', '<parvis-composer></parvis-composer>', { api: own() });
      await field(composer, 'text');
      pick(composer, 'question');
      type(await field(composer, 'title'), 'Half');
      type(await field(composer, 'text'), 'a thought');
      world.leave();
      const again = await world.mount('ben', '<parvis-composer></parvis-composer>', { api: own() });
      await until(() => one<HTMLInputElement>(again, '#title')?.value === 'Half');
      expect(one<HTMLTextAreaElement>(again, '#text')!.value).to.equal('a thought');
      expect(text(again, '.note')).to.contain('Your draft is back');
    });

    it('are gone when somebody else signs in on the same machine', async () => {
      const composer = await world.mount('ben', '<parvis-composer></parvis-composer>', { api: own() });
      type(await field(composer, 'text'), 'Private thought');
      world.leave();
      const other = await world.mount('ana', '<parvis-composer></parvis-composer>', { api: own() });
      expect((await field(other, 'text')).value).to.equal('');
      expect(JSON.stringify(localStorage)).to.not.contain('Private thought');
    });

    it('of C2 and above are never kept on the machine', async () => {
      const composer = await world.mount('ben', '<parvis-composer></parvis-composer>', { api: own() });
      type(await field(composer, 'text'), 'Secret plan');
      await until(() => JSON.stringify(localStorage).includes('Secret plan'));
      press(one(composer, '.readers'));
      await until(() => one(composer, '.panel'));
      pick(composer, 'C2');
      await until(() => all(composer, '.note').some((note) => textOf(note).includes('not kept')));
      type(one(composer, '#text'), 'Secret plan, part two');
      expect(JSON.stringify(localStorage)).to.not.contain('Secret plan');
    });

    it('that have but a title stay when a membership changes', async () => {
      const element = await world.mount('ben', '<parvis-composer></parvis-composer>', { api: own() });
      await field(element, 'text');
      pick(element, 'question');
      press(one(element, '.readers'));
      await until(() => one(element, '.panel'));
      pick(element, 'C2');
      type(await field(element, 'title'), 'Who knows?');
      const communities = document.createElement('parvis-communities');
      element.parentElement!.append(communities);
      const slug = await world.community({ name: 'Hiking', members: { ana: 'member' } });
      press(await until(() => one(communities, `li[data-id="${world.communities[slug]}"] button`)));
      await until(() => textOf(one(communities, '[role="status"]')).includes('Hiking'));
      await until(() => one(element, `#place option[value="${world.communities[slug]}"]`));
      expect(one<HTMLInputElement>(element, '#title')?.value).to.equal('Who knows?');
    });

    it('are forgotten when discarded, and when published', async () => {
      const slug = await world.community();
      const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`, {
        api: own(),
      });
      type(await field(composer, 'text'), 'Never mind');
      press(await until(() => one(composer, '.last .quiet')));
      await until(() => one<HTMLTextAreaElement>(composer, '#text')!.value === '');
      expect(JSON.stringify(localStorage)).to.not.contain('Never mind');
    });

    it('are wiped when the page signs somebody out', async () => {
      const composer = await world.mount('ben', '<parvis-composer></parvis-composer>', { api: own() });
      type(await field(composer, 'text'), 'Left behind');
      await until(() => JSON.stringify(localStorage).includes('Left behind'));
      (composer.closest('parvis-provider') as unknown as { signOut(): void }).signOut();
      expect(JSON.stringify(localStorage)).to.not.contain('Left behind');
    });
  });

  describe('when something is wrong', () => {
    it('keeps the text while the server cannot be reached, and publishes it once when it can', async () => {
      const slug = await world.community();
      let down = true;
      const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`, {
        fetch: faulty((_, init) => (down && init.method === 'POST' ? offline() : undefined)),
      });
      type(await field(composer, 'text'), 'Patience');
      publish(composer);
      await until(() => text(composer, '.problem').includes('Your text is kept'));
      expect(one<HTMLTextAreaElement>(composer, '#text')!.value).to.equal('Patience');
      down = false;
      publish(composer);
      await until(() => text(composer, '.done') === 'Published');
      expect(await postsIn(slug)).to.have.length(1);
    });

    it('says that it is to be published later where somebody publishes offline', async () => {
      const slug = await world.community();
      const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`, {
        fetch: faulty((_, init) => (init.method === 'POST' ? offline() : undefined)),
      });
      type(await field(composer, 'text'), 'From the train');
      Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
      try {
        publish(composer);
        await until(() => text(composer, '.problem').includes('publish it when you are back'));
      } finally {
        delete (navigator as { onLine?: unknown }).onLine;
      }
    });

    it('makes one post of two clicks and a lost answer', async () => {
      const slug = await world.community();
      let lost = true;
      const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`, {
        fetch: async (input, init) => {
          const response = await fetch(input, init);
          if (init?.method !== 'POST' || !lost) return response;
          lost = false;
          throw new TypeError('The connection was lost');
        },
      });
      type(await field(composer, 'text'), 'Once');
      one(composer, '[part="publish"]')!.click();
      one(composer, '[part="publish"]')!.click();
      await until(() => one(composer, '.problem'));
      publish(composer);
      await until(() => text(composer, '.done') === 'Published');
      expect(await postsIn(slug)).to.have.length(1);
    });

    it('keeps the text when the session has expired, and says so', async () => {
      const slug = await world.community();
      const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`, {
        fetch: faulty((_, init) =>
          init.method === 'POST'
            ? new Response('{"code":"unauthenticated","title":"","status":401,"detail":"","requestId":"","type":""}', {
                status: 401,
                headers: { 'content-type': 'application/problem+json' },
              })
            : undefined,
        ),
      });
      type(await field(composer, 'text'), 'Expired');
      publish(composer);
      await until(() => text(composer, '.problem').includes('Sign in to the intranet again'));
      expect(JSON.stringify(localStorage)).to.contain('Expired');
    });

    it('shows next to the field what the server did not accept', async () => {
      const slug = await world.community();
      const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`, {
        fetch: faulty((_, init) =>
          init.method === 'POST'
            ? new Response(
                '{"code":"invalid-request","title":"","status":422,"detail":"","requestId":"","type":"","errors":[{"path":"audience.degree","message":"no"}]}',
                {
                  status: 422,
                  headers: { 'content-type': 'application/problem+json' },
                },
              )
            : undefined,
        ),
      });
      type(await field(composer, 'text'), 'Refused');
      publish(composer);
      await until(() => text(composer, '#fault-audience').includes('Choose others'));
      expect(composer.shadowRoot!.activeElement).to.equal(one(composer, '#audience'));
    });

    it('offers to try again when it cannot learn who writes', async () => {
      let down = true;
      const composer = await world.mount('ana', '<parvis-composer></parvis-composer>', {
        fetch: faulty((url) => (down && url.endsWith('/v1/me') ? offline() : undefined)),
      });
      const retry = await until(() => one(composer, '.state button'));
      down = false;
      press(retry);
      await field(composer, 'text');
    });
  });

  it('speaks French', async () => {
    const composer = await world.mount('ana', '<parvis-composer community="partners"></parvis-composer>', {
      lang: 'fr',
    });
    await until(() => text(composer, '.warning').includes('clients et fournisseurs'));
    expect(all(composer, '.kinds label').slice(0, 3).map(textOf)).to.deep.equal(['Actualité', 'Question', 'Lien']);
  });

  it('has no violation that axe finds in either theme, open and with faults', async () => {
    const composer = await world.mount('ana', '<parvis-composer community="partners" kind="link"></parvis-composer>');
    await field(composer, 'text');
    press(one(composer, '.readers'));
    publish(composer);
    await until(() => one(composer, '#fault-text'));
    await expectAccessible(composer);
  });
});
