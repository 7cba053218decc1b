import { expect } from '@open-wc/testing';
import { World, all, one, press, textOf, until } from '../../../../test/elements/support.ts';

const bundle = '/packages/elements/dist/embed/parvis.js';
type Frame = Window & typeof globalThis & Record<symbol, Record<number, { connections: Map<string, unknown> }>>;

describe('the script of a page', () => {
  let world: World;
  const frames: HTMLIFrameElement[] = [];
  before(async () => {
    world = await World.open();
  });
  afterEach(() => frames.splice(0).forEach((frame) => frame.remove()));
  after(() => world.close());

  const tag = (more = '', source = bundle) =>
    `<script type="module" src="${source}" data-api="${world.api}" data-token-url="/test/token?person=ana" ${more}></script>`;

  /** A page of its own, as strict as a host can be: no inline script or style, only the one Trusted Types policy of Lit. */
  const open = async (head: string, body: string) => {
    const frame = document.createElement('iframe');
    frame.width = '600';
    frame.height = '400';
    frame.src = `/test/page?${new URLSearchParams({ head, body })}`;
    frames.push(frame);
    document.body.append(frame);
    await until(() => frame.contentWindow!.location.pathname === '/test/page' && frame.contentDocument!.body);
    const violations: string[] = [];
    const errors: string[] = [];
    const view = frame.contentWindow as unknown as Frame;
    view.document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
    view.addEventListener('error', (event) => errors.push(event.message));
    view.addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
    const find = (selector: string) => until(() => view.document.querySelector<HTMLElement>(selector), selector);
    return { view, find, violations, errors };
  };
  const article = (feed: Element) => until(() => one(feed, 'article'), 'a post');

  it('registers what the page uses, and what is added later', async () => {
    const slug = await world.community();
    await world.post('ana', 'Embedded', { community: slug });
    const { view, find, errors } = await open(tag(), `<parvis-feed scope="community" for="${slug}"></parvis-feed>`);
    expect(textOf(await article(await find('parvis-feed')))).to.contain('Embedded');
    expect(view.customElements.get('parvis-communities')).to.equal(undefined);
    view.document.body.append(view.document.createElement('parvis-communities'));
    const communities = await find('parvis-communities');
    await until(() => one(communities, 'h2'));
    expect(errors).to.deep.equal([]);
  });

  it('fills places that are marked with data-parvis, with their options', async () => {
    const slug = await world.community();
    await world.post('ana', 'Marked', { community: slug });
    const { find } = await open(
      tag('data-lang="fr"'),
      `<div data-parvis="feed" data-scope="community" data-for="${slug}"><p>…</p></div>`,
    );
    const feed = await find('[data-parvis] > parvis-feed');
    await article(feed);
    expect(textOf(one(feed, '.end'))).to.equal('Vous êtes à jour');
  });

  it('takes plain settings from marked places: no handler, no other API, no token address, nothing marked in turn', async () => {
    const slug = await world.community();
    await world.post('ana', 'Marked', { community: slug });
    const handler =
      'data-tabindex="0" data-autofocus="" data-onfocus="window.ran = true" data-onmouseover="window.ran = true"';
    const { view, find } = await open(
      tag(),
      `<div data-parvis="feed" data-scope="community" data-for="${slug}" ${handler} data-api="https://evil.test"
         data-token-url="/other" data-style="position: fixed" data-data-parvis="feed" data-data-scope="home"></div>
       <div data-parvis="provider" data-api="https://evil.test" data-token-url="/token"></div>`,
    );
    const feed = await find('[data-parvis] > parvis-feed');
    await article(feed);
    expect(feed.getAttributeNames().filter((name) => /^(on|data-|style|api|token-url)/.test(name))).to.deep.equal([]);
    expect(feed.getAttribute('for')).to.equal(slug);
    feed.focus();
    feed.dispatchEvent(new MouseEvent('mouseover'));
    expect((view as { ran?: boolean }).ran).to.equal(undefined);
    expect(view.document.querySelector('parvis-provider')).to.equal(null);
  });

  it('sends no token to another API that a tag of the page names, be it an address or not', async () => {
    const slug = await world.community();
    await world.post('ana', 'Ours', { community: slug });
    const { view, find, errors } = await open(
      tag(),
      `<parvis-provider api="https://["></parvis-provider>
       <parvis-provider api="https://evil.test"><parvis-feed scope="community" for="${slug}"></parvis-feed></parvis-provider>`,
    );
    await find('parvis-feed');
    await until(() => view.customElements.get('parvis-provider'));
    await until(() => view.performance.getEntriesByType('resource').some(({ name }) => name.includes('/token')));
    const feed = await find('parvis-feed');
    await article(feed);
    const asked = view.performance.getEntriesByType('resource').map(({ name }) => name);
    expect(asked.filter((name) => name.includes('evil.test'))).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
  });

  it('needs nothing that a strict content security policy forbids', async () => {
    const slug = await world.community();
    await world.post('ben', 'Strict', { community: slug });
    const { find, violations, errors } = await open(
      tag(),
      `<parvis-feed scope="community" for="${slug}" with-composer></parvis-feed><parvis-communities></parvis-communities>`,
    );
    const feed = await find('parvis-feed');
    const post = await article(feed);
    press(post.querySelector('[data-act="thread"]'));
    await until(() => one(feed, '.thread'));
    press(post.querySelector('[data-act="menu"]'));
    await until(() => one(feed, '[role="menu"]'));
    await until(() => one(one(feed, 'parvis-composer')!, '#text'));
    await until(() => one(view(feed).document.querySelector('parvis-communities')!, 'h2'));
    expect(getComputedStyle(post).borderTopWidth).to.equal('1px');
    expect(violations).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
  });
  const view = (element: Element) => element.ownerDocument.defaultView!;

  it('adds one registered symbol, and no other global than the one of Lit', async () => {
    const empty = await open('', '');
    const names = (frame: Frame) => new Set(Reflect.ownKeys(frame));
    const before = names(empty.view);
    const page = await open(tag(), '<parvis-feed></parvis-feed>');
    const feed = await page.find('parvis-feed');
    await until(() => one(feed, '.feed, .state'));
    const added = [...names(page.view)].filter((name) => !before.has(name) && !/^\d+$/.test(String(name)));
    expect(added.filter((name) => typeof name === 'symbol')).to.deep.equal([Symbol.for('parvis')]);
    expect(added.filter((name) => typeof name === 'string').sort()).to.deep.equal(['litPropertyMetadata']);
    expect(page.view.document.cookie).to.equal('');
    expect(page.view.document.styleSheets).to.have.length(0);
  });

  it('survives a second copy of another version and shares one connection with it', async () => {
    const slug = await world.community();
    await world.post('ana', 'Twice', { community: slug });
    const { view, find, errors } = await open(
      `${tag()}${tag('', '/packages/elements/src/embed/parvis.ts')}`,
      `<parvis-feed scope="community" for="${slug}"></parvis-feed><parvis-communities></parvis-communities>`,
    );
    await article(await find('parvis-feed'));
    const communities = await find('parvis-communities');
    await until(() => one(communities, 'h2'));
    expect(view[Symbol.for('parvis')]![1]!.connections.size).to.equal(1);
    expect(errors).to.deep.equal([]);
  });

  it('registers under another prefix, children included', async () => {
    const slug = await world.community();
    await world.post('ana', 'Prefixed', { community: slug });
    const { view, find } = await open(
      tag('data-prefix="acme-"'),
      `<acme-feed scope="community" for="${slug}" with-composer></acme-feed>`,
    );
    const feed = await find('acme-feed');
    await article(feed);
    const composer = await until(() => one(feed, 'acme-composer'));
    await until(() => one(composer, '#text'));
    expect(view.customElements.get('parvis-feed')).to.equal(undefined);
  });

  it('fetches the flag button of a post when it is first used, and opens it', async () => {
    const slug = await world.community();
    await world.post('ben', 'Rude', { community: slug });
    const { view, find } = await open(tag(), `<parvis-feed scope="community" for="${slug}"></parvis-feed>`);
    const feed = await find('parvis-feed');
    const flag = (await article(feed)).querySelector('parvis-flag-button')!;
    expect(view.customElements.get('parvis-flag-button')).to.equal(undefined);
    press(flag.querySelector('button'));
    await until(() => one(flag, 'dialog[open]'));
  });

  it('leaves the connection to a provider where the page has one', async () => {
    const slug = await world.community();
    await world.post('ana', 'Provided', { community: slug });
    const { find } = await open(
      `<script type="module" src="${bundle}"></script>`,
      `<parvis-provider api="${world.api}" token-url="/test/token?person=ana"><parvis-feed scope="community" for="${slug}"></parvis-feed></parvis-provider>`,
    );
    const feed = await find('parvis-feed');
    expect(textOf(await article(feed))).to.contain('Provided');
    expect(all(feed, '[role="alert"]')).to.deep.equal([]);
  });
});
