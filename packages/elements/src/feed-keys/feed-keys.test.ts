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
import './define.ts';

describe('parvis-feed-keys', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  const open = async (options = {}, scope = 'scope="community" for="it-help"') => {
    const element = await world.mount('ana', `<parvis-feed-keys ${scope}></parvis-feed-keys>`, options);
    press(await until(() => one(element, '.open')));
    return element;
  };
  const valueOf = (element: Element, id: string) => one<HTMLInputElement>(element, `#${id}`)?.value ?? '';
  const make = async (element: Element, name: string) => {
    const input = await until(() => one<HTMLInputElement>(element, '#name'));
    input.value = name;
    press(one(element, 'form button'));
    return until(() => valueOf(element, 'key'));
  };

  it('tells where the feed is, and asks for nothing before it is opened', async () => {
    const asked: string[] = [];
    const fetch = faulty((url) => {
      asked.push(url);
      return undefined;
    });
    const element = await world.mount('ana', '<parvis-feed-keys></parvis-feed-keys>', { fetch });
    await until(() => one(element, '.open'));
    expect(asked.some((url) => url.includes('feed-keys'))).to.equal(false);
    press(one(element, '.open'));
    await until(() => valueOf(element, 'address').endsWith('/v1/feeds/home'));
    expect(valueOf(element, 'user')).to.equal('ana');
    expect(textOf(element)).to.contain('You have no key yet.');
  });

  it('makes a key that reads the feed, as well-formed Atom, and shows it once', async () => {
    await world.post('ben', 'Less < more & "so" ]]> <b>on</b>');
    const element = await open();
    press(await until(() => one(element, 'form button')));
    await until(() => textOf(one(element, '[role="alert"]')).includes('Say what it is for'));
    const key = await make(element, 'Thunderbird');
    expect(one(element, '[role="alert"]')).to.equal(undefined);
    expect(valueOf(element, 'address')).to.contain('/v1/feeds/community?for=it-help');
    expect(textOf(one(element, '.made'))).to.contain('not shown again');
    const answer = await fetch(`${world.api}/v1/feeds/community?for=it-help`, {
      headers: { Authorization: `Basic ${btoa(`ana:${key}`)}` },
    });
    expect(answer.status).to.equal(200);
    const feed = new DOMParser().parseFromString(await answer.text(), 'application/xml');
    expect(feed.querySelector('parsererror')).to.equal(null);
    expect(feed.documentElement.namespaceURI).to.equal('http://www.w3.org/2005/Atom');
    expect(feed.querySelector('entry > content')!.textContent).to.equal('Less < more & "so" ]]> <b>on</b>');
    press(one(element, '.top button'));
    await until(() => !one(element, 'dialog'));
    press(one(element, '.open'));
    await until(() => all(element, 'li').length === 1);
    expect(one(element, '#key')).to.equal(undefined);
    expect(textOf(one(element, 'li'))).to.contain('Thunderbird');
    await until(() => textOf(one(element, 'li')).includes('last used on'));
  });

  it('revokes a key after asking', async () => {
    const element = await open();
    await make(element, 'Outlook');
    press(await until(() => one(element, 'li button')));
    await until(() => textOf(one(element, 'li')).includes('stops at once'));
    press(one(element, 'li button'));
    await until(() => textOf(element).includes('You have no key yet.'));
    expect(one(element, '#key')).to.equal(undefined);
  });

  it('says in words when a key cannot be made, and stays usable', async () => {
    let down = true;
    const element = await open({
      fetch: faulty((_, init) => (down && init.method === 'POST' ? offline() : undefined)),
    });
    const input = await until(() => one<HTMLInputElement>(element, '#name'));
    input.value = 'Mail';
    press(one(element, 'form button'));
    await until(() => one(element, '.problem'));
    down = false;
    await make(element, 'Mail');
  });

  it('offers to try again when the keys cannot be loaded', async () => {
    let down = true;
    const element = await open({
      fetch: faulty((url) => (down && url.includes('feed-keys') ? offline() : undefined)),
    });
    const retry = await until(() => one(element, '.state button'));
    down = false;
    press(retry);
    await until(() => one(element, '#name'));
  });

  it('has no violation that axe finds in either theme', async () => {
    const element = await open();
    await make(element, 'Outlook');
    await expectAccessible(element);
  });
});
