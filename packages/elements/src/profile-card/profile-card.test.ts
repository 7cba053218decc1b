import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Person } from '@parvis/contracts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import {
  World,
  all,
  faulty,
  offline,
  one,
  press,
  textOf,
  until,
  warningsOf,
} from '../../../../test/elements/support.ts';
import { duration, localTime } from '../internal/local-time.ts';
import { wayTo } from '../internal/ways.ts';
import './define.ts';

const ready = async (element: Element) => {
  await until(() => one(element, '#name'), 'a name on the card');
  return element;
};
const toggle = (element: Element) => one(element, 'footer button');
const links = (element: Element, selector = '.way') =>
  all<HTMLAnchorElement>(element, selector).map(({ href }) => href);
const focused = () => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
};

describe('parvis-profile-card', () => {
  let world: World;
  before(async () => {
    world = await World.open({
      communities: [],
      people: [
        { userName: 'chloe', name: 'Chloé Martin', title: 'Head of workshops' },
        {
          userName: 'ben',
          name: 'Ben Okafor',
          title: 'Welder',
          unit: 'operations/metal-works/R&D',
          site: 'Lyon',
          manager: 'chloe',
          mail: 'ben@example.com',
          phone: '+44 (0)161 496 0114',
          chat: 'https://chat.example/ben',
          bio: 'Ask me **anything** about torches.',
          timeZone: 'Asia/Kolkata',
          languages: ['fr', 'en', 'not a language'],
          joinedAt: new Date('2012-09-17T00:00:00.000Z'),
          skills: [
            { label: { en: 'Welding', fr: 'Soudage' }, level: 'expert' },
            { label: { en: 'C++' }, level: 'learning', tags: ['ask-me-about', 'can-mentor'] },
            { label: { en: 'Drawing' } },
            { label: { en: 'Milling' } },
            { label: { en: 'Turning' } },
          ],
        },
        { userName: 'ana', name: 'Ana Duval', manager: 'ben' },
        { userName: 'basile', name: 'Basile', chat: 'javascript:alert(1)', timeZone: 'Middle/Earth' },
        { userName: 'noor', name: 'نور الهدى عبد الرحمن', title: 'مهندسة' },
        { userName: 'maria', name: `Maria ${'Albuquerque'.repeat(12)}`, title: 'Ingénieure '.repeat(15) },
        {
          userName: 'gone',
          name: 'Gaia Left',
          departedAt: new Date('2026-06-30T00:00:00.000Z'),
          deputy: 'ben',
          mail: 'gone@example.com',
        },
        {
          userName: 'away',
          name: 'Ari Away',
          departedAt: new Date('2026-06-30T00:00:00.000Z'),
          unit: 'digital/it-support',
        },
        { userName: 'kim', name: 'Kim Tran' },
        { userName: 'sam', name: 'Sam Reyes', circle: 'supplier', clearance: 'C0' },
        { userName: 'root', roles: ['admin'] },
      ],
    });
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const card = async (attributes: string, options = {}, person = 'ana') =>
    ready(await world.mount(person, `<parvis-profile-card ${attributes}></parvis-profile-card>`, options));

  it('lets an admin, and nobody else, say what somebody may speak for the company on', async () => {
    const other = await card('for="chloe" expanded');
    await until(() => one(other, '[part="skills"]'));
    expect(!one(other, '#mandate')).to.equal(true);
    let down = true;
    const refuse = { fetch: faulty((url) => (down && url.includes('/mandates') ? offline() : undefined)) };
    const element = await card('for="chloe" expanded', refuse, 'root');
    press(await until(() => one(element, '#mandate')));
    const box = await until(() => one<HTMLTextAreaElement>(element, '#mandates'));
    box.value = 'Heat networks\n\nTrade fairs\nTrade fairs';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    press(one(element, '[part="given"] .primary'));
    await until(() => one(element, '[part="given"] [role="alert"]'));
    expect(box.value).to.contain('Trade fairs');
    down = false;
    press(one(element, '[part="given"] .primary'));
    await until(() => textOf(one(element, '[part="mandates"]')).includes('Trade fairs'));
    expect((await world.as<Person>('ana', 'GET', '/v1/people/chloe')).mandates).to.deep.equal([
      'Heat networks',
      'Trade fairs',
    ]);
  });

  it('shows who somebody is and the real ways to reach them', async () => {
    const element = await card('for="ben"');
    expect(textOf(element)).to.contain('Ben Okafor').and.contain('Welder').and.contain('Lyon · R&D');
    expect(links(element)).to.deep.equal(['mailto:ben@example.com', 'tel:+441614960114', 'https://chat.example/ben']);
    expect(textOf(one(element, '.way'))).to.equal('Mail, Ben Okafor');
  });

  it('puts the skills first that they want to be asked about, and says how many more there are', async () => {
    const element = await card('for="ben"');
    expect(all(element, '.chips li').map(textOf)).to.deep.equal([
      'C++, ask me about it',
      'Welding',
      'Drawing',
      'Milling',
      '1 more',
    ]);
  });

  it('expands to everything, and back', async () => {
    const element = await card('for="ben"');
    press(toggle(element));
    await until(() => one(element, 'section[part="skills"]'));
    expect(toggle(element)!.getAttribute('aria-expanded')).to.equal('true');
    // What came stands above the button: one reads on from the name.
    expect(element.shadowRoot!.activeElement?.id).to.equal('name');
    const text = textOf(element);
    for (const words of [
      'Ask me **anything** about torches.',
      'Lyon',
      'French, English, not a language',
      '17 Sept 2012',
    ])
      expect(text).to.contain(words);
    expect(one(element, '.bio')!.getAttribute('lang')).to.equal('en');
    expect(links(element, 'section a')).to.deep.equal(['mailto:ben@example.com', 'tel:+441614960114']);
    const manager = await until(() => one(element, 'parvis-person'));
    await until(() => textOf(manager).includes('Chloé Martin'));
    expect(all(element, '.steps li').map(textOf)).to.deep.equal(['Operations', 'Metal works', 'R&D']);
    await until(() => textOf(one(element, '.skills li')) === 'Welding Expert Confirm, Welding');
    expect(text).to.contain('C++ Learning Ask me about it Can mentor');
    press(toggle(element));
    await until(() => !one(element, 'section'));
    expect(toggle(element)!.getAttribute('aria-expanded')).to.equal('false');
    expect(element.shadowRoot!.activeElement === toggle(element)).to.equal(true);
  });

  it('shows only the sections asked for, and tells the developer of one that does not exist', async () => {
    const warnings = await warningsOf(async () => {
      const element = await card('for="ben" expanded sections="contact, skils"');
      await until(() => one(element, 'section[part="contact"]'));
      expect(all(element, 'section').map((section) => section.getAttribute('part'))).to.deep.equal(['contact']);
      expect(!one(element, '.lines')).to.equal(true);
    });
    expect(warnings.join()).to.contain('there is no section "skils"; use "said", "absence", "mandates", "contact"');
  });

  it('leaves out how the name is said, an absence and mandates where they are not asked for, never that somebody left', async () => {
    const readers = { kind: 'profile', community: null };
    const away = { from: '2020-01-01', until: '2099-12-31', deputy: null };
    await world.as('kim', 'PUT', '/v1/me/profile/pronouns', { value: 'they', readers });
    await world.as('kim', 'PUT', '/v1/me/profile/absence', { value: away, readers });
    await world.as('root', 'PUT', '/v1/people/kim/mandates', { topics: ['Trade fairs'] });
    const parts = (element: Element) =>
      all(element, '[part="said"], [part="absence"], [part="mandates"]').map((one) => one.getAttribute('part'));
    const whole = await card('for="kim"');
    await until(() => parts(whole).join() === 'said,absence,mandates', 'all three');
    for (const section of ['said', 'absence', 'mandates']) {
      const element = await card(`for="kim" sections="${section}"`);
      await until(() => parts(element).join() === section, section);
    }
    const gone = await card('for="gone" sections="contact"');
    await until(() => one(gone, '.left'), 'that they left');
  });

  it('shows a recent contribution in place where the page has no address for posts', async () => {
    const community = await world.community();
    await world.post('ben', 'How we weld titanium', { community });
    const element = await card('for="ben" expanded sections="activity"');
    press(await until(() => one(element, '.activity a')));
    const post = await until(() => one(element, 'parvis-post'));
    await until(() => textOf(post).includes('How we weld titanium') && one(post, 'article'));
    press(one(element, '.activity a'));
    await until(() => !one(element, 'parvis-post'));
  });

  it('leads to contributions only by an address of a page, whatever the provider was given', async () => {
    const community = await world.community();
    const { id } = await world.post('ben', 'How we weld brass', { community });
    const leads = async (postUrl: string) => {
      const provider = world.provider('ana');
      provider.postUrl = postUrl;
      provider.innerHTML = '<parvis-profile-card for="ben" expanded sections="activity"></parvis-profile-card>';
      document.body.append(provider);
      return (await until(() => one<HTMLAnchorElement>(provider.firstElementChild!, '.activity a'))).href;
    };
    expect(await leads('/posts/{id}')).to.equal(`${location.origin}/posts/${id}`);
    expect(await leads('javascript:alert("{id}")')).to.equal(`${location.href.split('#')[0]}#parvis-post-${id}`);
  });

  it('walks to the manager and back on the same card, with the focus on the name', async () => {
    const element = await card('for="ana" expanded');
    const manager = await until(() => one(element, 'parvis-person'));
    press(await until(() => one(manager, 'button.person')));
    await until(() => textOf(one(element, '#name')) === 'Ben Okafor');
    await until(() => focused() === one(element, '#name'));
    expect(textOf(one(element, '.back'))).to.equal('Back to Ana Duval');
    press(one(element, '.back'));
    await until(() => textOf(one(element, '#name')) === 'Ana Duval');
    expect(!one(element, '.back')).to.equal(true);
  });

  it('shows who shares a property, more of them with the focus on the first, and leads back', async () => {
    const person = (id: string, name: string) => ({
      ...{ id, name, photo: null, circle: 'employee', departed: false, abilities: { open: false } },
      ...{ title: null, unit: null, site: 'Lyon' },
    });
    const pages = faulty((url) => {
      if (!url.includes('/people?') || !url.includes('site=Lyon')) return undefined;
      return Response.json(
        url.includes('cursor=two')
          ? { items: [person('c', 'Cleo')], next: null }
          : { items: [person('a', 'Ada'), person('b', 'Bo')], next: 'two' },
      );
    });
    const element = await card('for="ben" expanded', { fetch: pages });
    press(await until(() => all(element, 'button.property').find((button) => textOf(button) === 'Lyon')));
    await until(() => all(element, '.sharing li').length === 2);
    expect(focused()).to.equal(one(element, '#name'));
    const more = one(element, 'button.outlined')!;
    more.focus();
    press(more);
    await until(() => focused() === all(element, '.sharing li')[2], 'the focus on who came');
    const came = all(element, '.sharing li')[2]!.querySelector('parvis-person')!;
    await until(() => textOf(came).includes('Cleo'));
    expect(!one(element, 'button.outlined')).to.equal(true);
    press(one(element, '.back'));
    await until(() => textOf(one(element, '#name')) === 'Ben Okafor' && focused() === one(element, '#name'));
  });

  it('lets the page keep it from walking', async () => {
    const element = await card('for="ana" expanded');
    element.addEventListener('parvis-person-open', (event) => event.preventDefault());
    const manager = await until(() => one(element, 'parvis-person'));
    press(await until(() => one(manager, 'button.person')));
    await (element as ParvisElement).updateComplete;
    expect(textOf(one(element, '#name'))).to.equal('Ana Duval');
    expect(!one(element, '.back')).to.equal(true);
  });

  it('tells the time where they are and how far that is from here, and keeps telling it', async () => {
    const { Date: real } = globalThis;
    let now = real.now();
    // The minute turns when the test says so.
    globalThis.Date = class extends real {
      constructor(...given: []) {
        super(...((given.length ? given : [now]) as []));
      }
    } as DateConstructor;
    try {
      const element = await card('for="ben"');
      const shown = () => textOf(one(element, '[part="time"]'));
      const expected = () => {
        const { time, ahead } = localTime('Asia/Kolkata', 'en-GB')!;
        const far = `${duration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} you`;
        return `${time} · ${ahead === 0 ? 'same time as yours' : far}`.replace(/\s/g, ' ');
      };
      const before = shown();
      expect(before).to.equal(expected());
      now += 3_600_000;
      // A page that is shown again lets its one timer tick.
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => shown() !== before);
      expect(shown()).to.equal(expected());
    } finally {
      globalThis.Date = real;
    }
  });

  it('shows what there is of somebody of whom little is known', async () => {
    const element = await card('for="basile"');
    expect(textOf(one(element, '#name'))).to.equal('Basile');
    expect(!one(element, '.lines')).to.equal(true);
    expect(one(element, '.ways')?.textContent?.trim() ?? '').to.equal('');
    expect(!one(element, '.chips')).to.equal(true);
  });

  for (const width of [240, 480])
    it(`holds very long and right-to-left names at ${width} pixels`, async () => {
      for (const who of ['maria', 'noor']) {
        const element = (await card(`for="${who}"`)) as HTMLElement;
        element.style.inlineSize = `${width}px`;
        await until(() => element.getBoundingClientRect().width === width);
        const inner = one(element, '.card')!;
        expect(inner.scrollWidth).to.be.at.most(width);
        expect(!!one(element, '#name bdi')).to.equal(true);
      }
    });

  it('says who left, and whom to ask instead', async () => {
    const element = await card('for="gone"');
    expect(textOf(await until(() => one(element, '.left'))))
      .to.contain('Left on 30 Jun 2026')
      .and.contain('Ask instead');
    const deputy = await until(() => one(element, 'parvis-person'));
    await until(() => textOf(deputy).includes('Ben Okafor'));
    expect(links(element)).to.deep.equal([]);
    const away = await card('for="away"');
    expect(textOf(await until(() => one(away, '.left')))).to.contain('Ask their unit: Digital › IT support');
  });

  it('says in words that a person does not exist or is not visible', async () => {
    for (const [who, viewer] of [
      ['nobody', 'ana'],
      ['ben', 'sam'],
    ] as const) {
      const element = await world.mount(viewer, `<parvis-profile-card for="${who}"></parvis-profile-card>`);
      await until(() => textOf(element).includes('does not exist, or their profile is not visible to you'));
    }
  });

  it('shows a skeleton while it waits, says what went wrong and tries again', async () => {
    let down = true;
    let answer = () => {};
    const waiting = new Promise<void>((resolve) => (answer = resolve));
    const element = await world.mount('ana', '<parvis-profile-card for="ben"></parvis-profile-card>', {
      fetch: faulty((url) => (down && url.includes('/people/') ? waiting.then(offline) : undefined)),
    });
    await until(() => one(element, '.bones[role="status"]'));
    answer();
    await until(() => one(element, '[role="alert"]'));
    expect(textOf(element)).to.contain('No answer from the server');
    down = false;
    press(one(element, '[role="alert"] button'));
    await ready(element);
  });

  it('shows what became of the person when the stream says that all is to be read anew', async () => {
    let title = 'Welder';
    let stream!: ReadableStreamDefaultController<Uint8Array>;
    const events = new ReadableStream<Uint8Array>({ start: (controller) => void (stream = controller) });
    const element = await card('for="ben"', {
      fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
        const url = String(input);
        if (url.endsWith('/v1/stream'))
          return new Response(events, { headers: { 'content-type': 'text/event-stream' } });
        const answer = await fetch(url, init);
        return url.includes('/people/') ? Response.json({ ...((await answer.json()) as Person), title }) : answer;
      },
    });
    await world.streaming(element);
    title = 'Chief welder';
    stream.enqueue(new TextEncoder().encode('id: 1-1\nevent: reset\ndata: {}\n\n'));
    await until(() => textOf(element).includes('Chief welder'));
  });

  it('speaks French', async () => {
    const element = await card('for="ben" expanded', { lang: 'fr' });
    await until(() => one(element, 'section[part="skills"]'));
    expect(textOf(element))
      .to.contain('Appeler')
      .and.contain('Soudage')
      .and.contain('17 sept. 2012')
      .and.contain('français, anglais');
  });

  it('is reached and left by keyboard alone', async () => {
    const element = await card('for="ben"');
    const reached: (string | undefined)[] = [];
    for (let i = 0; i < 4; i++) {
      await sendKeys({ press: 'Tab' });
      reached.push(textOf(focused()));
    }
    expect(reached).to.deep.equal(['Mail, Ben Okafor', 'Call, Ben Okafor', 'Chat, Ben Okafor', 'Full profile']);
    expect(element.contains(document.activeElement)).to.equal(true);
  });

  it('has no violation that axe finds, compact, expanded, departed and missing', async () => {
    for (const attributes of ['for="ben"', 'for="gone"', 'for="noor"'])
      await expect(await card(attributes)).to.be.accessible();
    const expanded = await card('for="ben" expanded');
    await until(() => one(expanded, 'section[part="skills"]'));
    await expect(expanded).to.be.accessible();
    const missing = await world.mount('ana', '<parvis-profile-card for="nobody"></parvis-profile-card>');
    await until(() => one(missing, '.missing'));
    await expect(missing).to.be.accessible();
  });
});

describe('ways to reach somebody', () => {
  it('dials what is a number, and makes a link of nothing else', () => {
    expect(wayTo.phone('01 23 45 67 89')).to.equal('tel:0123456789');
    expect(wayTo.phone('+33 (0)1 23 45 67 89 poste 12')).to.equal('tel:+33123456789');
    expect(wayTo.phone('see reception')).to.equal(undefined);
    expect(wayTo.chat('javascript:alert(1)')).to.equal(undefined);
    expect(wayTo.chat('msteams://l/chat/0/0?users=a@b.c')).to.equal('msteams://l/chat/0/0?users=a@b.c');
    expect(wayTo.mail('a?cc=b@c.d')).to.equal('mailto:a%3Fcc=b@c.d');
  });
});

describe('the time of day elsewhere', () => {
  const noon = new Date('2026-07-01T12:00:00.000Z');
  const here = -noon.getTimezoneOffset();

  it('counts summer time and half hours', () => {
    expect(localTime('Europe/Paris', 'fr', noon)).to.deep.equal({ time: '14:00', ahead: 120 - here });
    expect(localTime('Asia/Kolkata', 'fr', noon)).to.deep.equal({ time: '17:30', ahead: 330 - here });
  });

  it('names the weekday where it is another day', () => {
    const far = localTime(
      here > 0 ? 'Pacific/Midway' : 'Pacific/Kiritimati',
      'en',
      new Date('2026-07-01T12:30:00.000Z'),
    );
    expect(far!.time).to.match(/Tue|Wed|Thu/);
  });

  it('knows nothing of a zone that does not exist', () => {
    expect(localTime('Middle/Earth', 'en')).to.equal(undefined);
  });

  it('says a span of time shortly', () => {
    expect([30, 60, 330].map(duration)).to.deep.equal(['30\u00a0min', '1\u00a0h', '5\u00a0h\u00a030']);
  });
});
