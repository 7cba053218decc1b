import { expect } from '@open-wc/testing';
import {
  World,
  all,
  company,
  expectAccessible,
  faulty,
  offline,
  one,
  press,
  textOf,
  type,
  until,
} from '../../../../test/elements/support.ts';
import type { ParvisProvider } from '../provider/provider.ts';
import '../composer/define.ts';
import './define.ts';

describe('parvis-communities', () => {
  let world: World;
  beforeEach(async () => {
    const adele = { userName: 'adele', name: 'Adèle Roy', roles: ['admin' as const] };
    world = await World.open({ people: [...company.people, adele] });
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
    element.setAttribute('community-url', 'javascript:void(0)//{slug}');
    await until(() => all(element, 'h3 a').length === 0);
  });

  it('shows the members of one with their pictures and their cards', async () => {
    const slug = await world.community({ name: 'Hiking', members: { ana: 'steward', ben: 'member' } });
    const element = await mount('ben');
    press(row(element, slug)!.querySelector('.details'));
    const ana = await until(() => all(element, '.person').find((one) => textOf(one).includes('Ana')));
    expect(textOf(ana)).to.contain('Steward');
    expect(ana!.querySelector('.avatar')).not.to.equal(null);
    press(ana!.querySelector('[data-person]'));
    await until(() => one(element, '[data-person][aria-expanded="true"]'));
    await expectAccessible(element);
  });

  it('closes what somebody else had opened when another person signs in', async () => {
    const slug = await world.community({ name: 'Hiking', visibility: 'listed', members: { ben: 'steward' } });
    const element = await mount('ben');
    press(row(element, slug)!.querySelector('.details'));
    await until(() => one(element, '.back'));
    (element.parentElement as ParvisProvider).configure({ getToken: () => world.token('ana') });
    await until(() => !one(element, '.back') && names(element, 'others').includes('Hiking'));
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
    await until(() => /is a member now/.test(textOf(one(desk, '.told'))));
    await until(() => desk.shadowRoot!.activeElement?.id === 'requests');
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

  describe('founding', () => {
    const begin = async (person: string, options = {}) => {
      const element = await mount(person, options);
      press(await until(() => one(element, '.found')));
      await until(() => one(element, '#place-name'));
      return element;
    };
    const choose = (element: Element, field: string, value: string) => {
      const select = one<HTMLSelectElement>(element, `#place-${field}`)!;
      select.value = value;
      select.dispatchEvent(new Event('change'));
    };
    const found = (element: Element) => press(one(element, '[aria-labelledby="founding"] .primary'));

    it('makes a community of what was chosen, and shows it to its first steward', async () => {
      const element = await begin('adele');
      expect(element.shadowRoot!.activeElement!.id).to.equal('place-name');
      await expectAccessible(element);
      type(one(element, '#place-name'), 'Night sky');
      type(one(element, '#place-purpose'), 'Looking up together.');
      type(one(element, '#place-tone'), 'Patient.');
      choose(element, 'visibility', 'listed');
      choose(element, 'joinRule', 'request');
      choose(element, 'defaultDegree', 'C0');
      press(one(element, 'input[value="client"]'));
      found(element);
      await until(() => textOf(one(element, '.place > .name')) === 'Night sky');
      expect(textOf(one(element, '.told'))).to.equal('Night sky is founded.');
      await until(() => textOf(one(element, '[aria-labelledby="members"]')).includes('Adèle Roy'));
      await until(() => one(element, '#settings'));
      const { items } = await world.as<{ items: Record<string, unknown>[] }>('adele', 'GET', '/v1/communities?q=night');
      expect(items).to.have.length(1);
      expect(items[0]).to.deep.include({
        purpose: 'Looking up together.',
        tone: 'Patient.',
        visibility: 'listed',
        joinRule: 'request',
        circles: ['client', 'employee'],
        defaultDegree: 'C0',
      });
      press(one(element, '.back'));
      await until(() => names(element, 'mine').includes('Night sky'));
    });

    it('is offered to those who may alone', async () => {
      const asked: string[] = [];
      const note = (url: string) => void asked.push(url);
      const element = await mount('ana', { fetch: faulty(note) });
      await until(() => asked.some((url) => url.endsWith('/v1/me')));
      await until(() => names(element, 'mine').length > 0);
      expect(one(element, '.found')).to.equal(undefined);
    });

    it('says beside the field what is missing or refused, and keeps what was written', async () => {
      const element = await begin('adele');
      found(element);
      await until(() => textOf(one(element, '#place-name-fault')).includes('Give it a name'));
      expect(element.shadowRoot!.activeElement!.id).to.equal('place-name');
      // Words that show nothing: the server alone knows them all.
      type(one(element, '#place-purpose'), 'Kept.');
      type(one(element, '#place-name'), '\u2800\u200b');
      await until(() => textOf(one(element, '#place-name-fault')) === '');
      found(element);
      await until(() => textOf(one(element, '#place-name-fault')).includes('cannot be called that'));
      expect(one<HTMLTextAreaElement>(element, '#place-purpose')!.value).to.equal('Kept.');
      await expectAccessible(element);
    });

    it('by invitation alone goes with what is secret', async () => {
      const element = await begin('adele');
      choose(element, 'visibility', 'secret');
      await until(() => one<HTMLSelectElement>(element, '#place-joinRule')!.options.length === 1);
      expect(one<HTMLSelectElement>(element, '#place-joinRule')!.value).to.equal('invite');
    });

    it('founds one community where the first answer got lost', async () => {
      let lost = true;
      const element = await begin('adele', {
        fetch: (async (input, init) => {
          const answer = await fetch(input, init);
          if (!lost || init?.method !== 'POST' || !String(input).endsWith('/v1/communities')) return answer;
          lost = false;
          return offline();
        }) as typeof fetch,
      });
      type(one(element, '#place-name'), 'Once');
      found(element);
      await until(() => textOf(one(element, '.problem')));
      found(element);
      await until(() => textOf(one(element, '.place > .name')) === 'Once');
      const { items } = await world.as<{ items: object[] }>('adele', 'GET', '/v1/communities?q=once');
      expect(items).to.have.length(1);
    });

    it('fits a column of 240 px', async () => {
      const element = await begin('adele');
      (element as HTMLElement).style.inlineSize = '240px';
      await until(() => one(element, '.place')!.scrollWidth <= 240);
    });
  });

  describe('inviting', () => {
    const key = (field: Element, key: string) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
      field.dispatchEvent(event);
      return event;
    };
    const desk = async (options = {}) => {
      const slug = await world.community({ name: 'Hiking', members: { ana: 'steward' } });
      const element = await mount('ana', options);
      press(row(element, slug)!.querySelector('.details'));
      const field = await until(() => one<HTMLInputElement>(element, '#invited'));
      return { slug, element, field };
    };
    const chips = (element: Element) => all(element, '.picker .chosen button').map(textOf);
    const options = (element: Element) => all(element, '.suggestions:popover-open [role="option"]');

    it('finds people by a few letters and invites all who were chosen, by keyboard alone', async () => {
      const { slug, element, field } = await desk();
      type(field, 'be');
      await until(() => options(element).length === 1);
      expect(field.getAttribute('aria-expanded')).to.equal('true');
      expect(one(element, `#${field.getAttribute('aria-activedescendant')}`)).to.equal(options(element)[0]);
      await expectAccessible(element);
      expect(key(field, 'Enter').defaultPrevented).to.equal(true);
      await until(() => chips(element).join() === 'Ben Okafor');
      await until(() => element.shadowRoot!.activeElement?.id === 'invited');
      type(one(element, '#invited'), 'chl');
      await until(() => options(element).length === 1);
      key(one(element, '#invited')!, 'Enter');
      await until(() => chips(element).length === 2);
      await expectAccessible(element);
      press(one(element, '[aria-labelledby="invite"] .outlined'));
      await until(() => all(element, '[data-invitation]').length === 2);
      expect(chips(element)).to.deep.equal([]);
      const { items } = await world.as<{ items: { person: { name: string } }[] }>(
        'ana',
        'GET',
        `/v1/communities/${slug}/invitations`,
      );
      expect(items.map(({ person }) => person.name).sort()).to.deep.equal(['Ben Okafor', 'Chloé Martin']);
    });

    it('Backspace takes the last one back, Escape closes the list and then empties the field', async () => {
      const { element, field } = await desk();
      type(field, 'ben');
      await until(() => options(element).length === 1);
      key(field, 'Enter');
      await until(() => chips(element).length === 1);
      type(field, 'chl');
      await until(() => options(element).length === 1);
      key(field, 'Escape');
      expect(options(element)).to.have.length(0);
      expect(field.value).to.equal('chl');
      key(field, 'Escape');
      await until(() => field.value === '');
      expect(key(field, 'Escape').defaultPrevented).to.equal(false);
      key(field, 'Backspace');
      await until(() => chips(element).length === 0);
      expect(element.shadowRoot!.activeElement).to.equal(one(element, '#invited'));
    });

    it('says beside a name why somebody cannot be let in, and does not choose them', async () => {
      const { element, field } = await desk();
      type(field, 'sam');
      await until(() => options(element).length === 1);
      expect(textOf(options(element)[0])).to.contain('no circle that this community lets in');
      expect(options(element)[0]!.getAttribute('aria-disabled')).to.equal('true');
      key(field, 'Enter');
      options(element)[0]!.click();
      expect(chips(element)).to.deep.equal([]);
    });

    it('keeps whoever could not be invited, and says why beside the field', async () => {
      const { slug, element, field } = await desk();
      type(field, 'ben');
      await until(() => options(element).length === 1);
      key(field, 'Enter');
      await until(() => chips(element).length === 1);
      await world.as('ana', 'POST', `/v1/communities/${slug}/invitations`, { person: 'ben', note: '' });
      press(one(element, '[aria-labelledby="invite"] .outlined'));
      await until(() => textOf(one(element, '#invited-fault')).includes('Ben Okafor belongs here already'));
      expect(chips(element)).to.deep.equal(['Ben Okafor']);
    });

    it('asks whom to invite before anything is sent', async () => {
      const { element, field } = await desk();
      press(one(element, '[aria-labelledby="invite"] .outlined'));
      await until(() => textOf(one(element, '#invited-fault')).includes('Choose whom to invite'));
      expect(element.shadowRoot!.activeElement).to.equal(field);
      expect(field.getAttribute('aria-invalid')).to.equal('true');
    });

    it('says that nobody could be looked up, and looks again at the next letter', async () => {
      let down = true;
      const { element, field } = await desk({
        fetch: faulty((url) => (down && url.includes('/v1/suggestions') ? offline() : undefined)),
      });
      type(field, 'be');
      await until(() => textOf(one(element, '#invited-said')).includes('type on'));
      down = false;
      type(field, 'ben');
      await until(() => options(element).length === 1);
      type(field, 'nobody like this');
      await until(() => textOf(one(element, '#invited-said')).includes('Nobody of that name'));
    });

    it('fits a column of 240 px, with targets of 24 px', async () => {
      const { element, field } = await desk();
      (element as HTMLElement).style.inlineSize = '240px';
      type(field, 'ben');
      await until(() => options(element).length === 1);
      key(field, 'Enter');
      const chip = await until(() => one(element, '.picker .chosen button'));
      expect(chip.offsetHeight).to.be.at.least(24);
      expect(one(element, '.place')!.scrollWidth).to.be.at.most(240);
    });
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
    const name = await until(() => one<HTMLInputElement>(element, '#place-name'));
    type(name, 'New name');
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
