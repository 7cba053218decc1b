import { expect } from '@open-wc/testing';
import {
  World,
  all,
  expectAccessible,
  faulty,
  offline,
  one,
  press,
  textOf,
  until,
} from '../../../../test/elements/support.ts';
import '../composer/define.ts';
import './define.ts';

describe('parvis-communities', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  const mount = async (person: string, options = {}) => {
    const element = await world.mount(person, '<parvis-communities></parvis-communities>', options);
    await until(() => one(element, 'h2'));
    return element;
  };
  const row = (element: Element, slug: string) => one(element, `li[data-id="${world.communities[slug]}"]`);
  const names = (element: Element, which: string) => all(element, `section[aria-labelledby="${which}"] h3`).map(textOf);

  it('shows mine and those to discover', async () => {
    await world.community({ name: 'Hiking', members: { ben: 'member' } });
    const element = await mount('ana');
    expect(names(element, 'mine')).to.deep.equal(['IT help', 'Partners']);
    expect(names(element, 'others')).to.deep.equal(['Hiking']);
    expect(textOf(row(element, 'it-help'))).to.contain('3 members');
  });

  it('leads to the page of each community where the page says where that is', async () => {
    const element = await mount('ana');
    expect(all(element, 'h3 a')).to.have.length(0);
    element.setAttribute('community-url', '/places/{slug}?from=list');
    await until(() => all(element, 'h3 a').length === 2);
    expect(all(element, 'h3 a').map((link) => link.getAttribute('href'))).to.include('/places/it-help?from=list');
  });

  it('asks again after a gap in the live stream', async () => {
    let tell!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (tell = controller) });
    const element = await mount('ana', {
      fetch: faulty((url) => (url.endsWith('/v1/stream') ? new Response(body) : undefined)),
    });
    await world.streaming(element);
    await world.community({ name: 'Hiking', members: { ben: 'member' } });
    tell.enqueue(new TextEncoder().encode('event: reset\ndata: {}\n\n'));
    await until(() => names(element, 'others').includes('Hiking'));
  });

  it('joins, and a composer of the same page can write there at once', async () => {
    const slug = await world.community({ name: 'Hiking', members: { ben: 'member' } });
    const element = await mount('ana');
    const composer = document.createElement('parvis-composer');
    composer.setAttribute('community', slug);
    element.parentElement!.append(composer);
    await until(() => one(composer, '.closed'));
    press(row(element, slug)!.querySelector('.deed button'));
    await until(() => names(element, 'mine').includes('Hiking'));
    await until(() => one(composer, '#text'));
    expect(textOf(one(element, '[role="status"]'))).to.equal('You are now a member of Hiking.');
    await until(() => element.shadowRoot!.activeElement === row(element, slug)!.querySelector('.deed button'));
  });

  it('leaves after asking', async () => {
    const element = await mount('ana');
    press(row(element, 'it-help')!.querySelector('.deed button'));
    await until(() => textOf(row(element, 'it-help')).includes('no longer read'));
    const [yes, cancel] = [...row(element, 'it-help')!.querySelectorAll('.deed button')];
    press(cancel);
    await until(() => !textOf(row(element, 'it-help')).includes('no longer read'));
    expect(yes!.isConnected).to.equal(false);
    press(row(element, 'it-help')!.querySelector('.deed button'));
    await until(() => row(element, 'it-help')!.querySelectorAll('.deed button').length === 2);
    press(row(element, 'it-help')!.querySelector('.deed button'));
    await until(() => names(element, 'others').includes('IT help'));
  });

  it('says why there is no way to join where there is none', async () => {
    const slug = await world.community({
      name: 'Council',
      visibility: 'listed',
      joinRule: 'invite',
      members: { ben: 'member' },
    });
    const element = await mount('ana');
    expect(row(element, slug)!.querySelector('.deed button')).to.equal(null);
    expect(textOf(row(element, slug))).to.contain('By invitation');
  });

  it('says in words when joining fails, and stays usable', async () => {
    const slug = await world.community({ name: 'Hiking', members: { ben: 'member' } });
    let down = true;
    const element = await mount('ana', {
      fetch: faulty((_, init) => (down && init.method === 'PUT' ? offline() : undefined)),
    });
    press(row(element, slug)!.querySelector('.deed button'));
    await until(() => textOf(row(element, slug)).includes('No answer'));
    down = false;
    press(row(element, slug)!.querySelector('.deed button'));
    await until(() => names(element, 'mine').includes('Hiking'));
  });

  it('asks the stewards to let one in, who do so at their desk', async () => {
    const slug = await world.community({
      name: 'Guild',
      visibility: 'listed',
      joinRule: 'request',
      members: { ben: 'steward' },
    });
    const element = await mount('ana');
    press(row(element, slug)!.querySelector('.deed button'));
    const note = await until(() => row(element, slug)!.querySelector('textarea'));
    note.value = 'I measure things.';
    press(row(element, slug)!.querySelector('.deed .primary'));
    await until(() => textOf(row(element, slug)).includes('You asked to join'));
    const desk = await mount('ben');
    press(row(desk, slug)!.querySelector('.details'));
    const waiting = await until(() => one(desk, '[data-request]'));
    expect(textOf(waiting)).to.contain('I measure things.');
    await expectAccessible(desk);
    press(waiting.querySelector('.primary'));
    await until(() => !one(desk, '[data-request]'));
    await until(() => names(element, 'mine').includes('Guild'));
  });

  it('shows an invitation, also to a secret community, and lets in who accepts', async () => {
    const slug = await world.community({
      name: 'The board',
      visibility: 'secret',
      joinRule: 'invite',
      members: { ben: 'steward' },
    });
    await world.as('ben', 'POST', `/v1/communities/${slug}/invitations`, { person: 'ana', note: 'Please come.' });
    const element = await mount('ana');
    const invitation = await until(() => one(element, '[data-invitation]'));
    expect(textOf(invitation)).to.contain('Please come.');
    press(invitation.querySelector('.primary'));
    await until(() => names(element, 'mine').includes('The board'));
  });

  it('finds by words without their accents', async () => {
    await world.community({ name: 'Vélo', members: { ben: 'member' } });
    const element = await mount('ana');
    const field = one<HTMLInputElement>(element, 'input[type="search"]')!;
    field.value = 'velo';
    field.dispatchEvent(new Event('input'));
    await until(() => names(element, 'mine').length === 0);
    expect(names(element, 'others')).to.deep.equal(['Vélo']);
  });

  it('takes what its stewards say it is', async () => {
    const slug = await world.community({ name: 'Old name', members: { ana: 'steward' } });
    const element = await mount('ana');
    press(row(element, slug)!.querySelector('.details'));
    const name = await until(() => one<HTMLInputElement>(element, 'input[name="name"]'));
    name.value = 'New name';
    press(one(element, '[aria-labelledby="settings"] .primary'));
    await until(() => textOf(one(element, '.place > h2')) === 'New name');
    press(one(element, '.back'));
    await until(() => names(element, 'mine').includes('New name'));
  });

  it('offers to try again when nothing can be loaded', async () => {
    let down = true;
    const element = await world.mount('ana', '<parvis-communities></parvis-communities>', {
      fetch: faulty((url) => (down && url.includes('/v1/communities') ? offline() : undefined)),
    });
    const retry = await until(() => one(element, '.state button'));
    down = false;
    press(retry);
    await until(() => one(element, 'h2'));
  });

  it('has no violation that axe finds in either theme', async () => {
    await world.community({ name: 'Hiking', members: { ben: 'member' } });
    const element = await mount('ana');
    press(row(element, 'it-help')!.querySelector('.deed button'));
    await until(() => row(element, 'it-help')!.querySelectorAll('.deed button').length === 2);
    await expectAccessible(element);
  });
});
