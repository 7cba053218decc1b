import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ExpertPage } from '@parvis/contracts';
import {
  World,
  all,
  faulty,
  offline,
  one,
  press,
  textOf,
  type,
  until,
  warningsOf,
} from '../../../../test/elements/support.ts';
import { marked } from '../internal/marked.ts';
import type { ParvisProvider } from '../provider/provider.ts';
import '../composer/define.ts';
import '../post/define.ts';
import './define.ts';

const results = (element: Element) => all(element, '.results > li');
const names = (element: Element) => results(element).map((item) => textOf(item.querySelector('.name')));
const result = (element: Element, name: string) =>
  results(element).find((item) => textOf(item.querySelector('.name')) === name);
const summary = (element: Element) => textOf(one(element, '[role="status"]'));
const filter = (element: Element, value: string) =>
  all(element, '.filter').find((chip) => textOf(chip).startsWith(value));
const dialog = (element: Element) =>
  [...element.shadowRoot!.children].map(({ shadowRoot }) => shadowRoot?.querySelector('dialog')).find(Boolean);
const found = async <Found extends Element>(element: Found, count?: number) => {
  await until(
    () => /people|person|best/.test(summary(element)) && (count === undefined || results(element).length === count),
    `${count ?? 'some'} results`,
  );
  return element;
};

describe('parvis-expertise-search', () => {
  let world: World;
  before(async () => {
    const skill = (label: Record<string, string>, level?: 'expert' | 'practising') => [
      { label, ...(level && { level }) },
    ];
    const balancing = { en: 'Rotor balancing', fr: 'Équilibrage de rotors' };
    world = await World.open({
      communities: [{ slug: 'it-help', members: { ana: 'member', ben: 'member', chloe: 'steward' } }],
      people: [
        { userName: 'ana', name: 'Ana Duval', title: 'Turbine engineer', unit: 'operations/maintenance', site: 'Lyon' },
        {
          userName: 'ben',
          name: 'Ben Okafor',
          unit: 'operations/maintenance',
          site: 'Manchester',
          skills: skill({ en: 'Vibration analysis', fr: 'Analyse vibratoire' }, 'expert'),
        },
        {
          userName: 'chloe',
          name: 'Chloé Martin',
          unit: 'digital/maintenance',
          site: 'Lyon',
          bio: 'Compressors and their vibration.',
        },
        { userName: 'sam', name: 'Sam Reyes', circle: 'supplier', clearance: 'C0' },
        { userName: 'gone', name: 'Gaia Vibration', departedAt: new Date('2026-06-30T00:00:00.000Z') },
        {
          userName: 'ines',
          name: 'Inès Caron',
          languages: ['fr'],
          skills: skill(balancing, 'expert'),
        },
        {
          userName: 'owen',
          name: 'Owen Price',
          languages: ['en', 'fr'],
          skills: skill(balancing, 'practising'),
        },
        { userName: 'left', name: 'Lou Perrin', departedAt: new Date('2026-06-30T00:00:00.000Z') },
        { userName: 'secret', name: 'Hidden Person', hidden: true, bio: 'Rotor balancing.' },
        ...Array.from({ length: 25 }, (_, index) => ({
          userName: `welder-${index}`,
          name: `Welder${String.fromCharCode(97 + index)} Smith`,
          title: 'Welding',
          site: ['Lyon', 'Nantes', 'Manchester', 'Brest', 'Lille', 'Tours', 'Metz'][index % 7]!,
        })),
      ],
      projects: [
        {
          title: 'Quay crane renewal',
          text: 'The gantry got a new drive.',
          members: { ines: 200, owen: 90, left: 60, secret: 300 },
        },
      ],
    });
    await world.post('ana', 'The turbine hums. It is the bearing: measure the vibration first.', {
      title: 'Humming turbine',
      kind: 'question',
    });
    await world.settle();
  });
  afterEach(() => {
    world.clear();
    history.replaceState(null, '', location.pathname);
  });
  after(() => world.close());

  const mount = (attributes = '', options = {}, person = 'ana') =>
    world.mount(person, `<parvis-expertise-search ${attributes}></parvis-expertise-search>`, options);
  const searched = async (attributes: string, options = {}) => found(await mount(attributes, options));
  const search = async (element: Element, words: string) => {
    type(await until(() => one(element, 'input')), words);
    await sendKeys({ press: 'Enter' });
  };

  const ben = () => ({
    id: world.people['ben'],
    name: 'Ben Okafor',
    photo: null,
    circle: 'employee',
    departed: false,
    abilities: { open: true },
  });

  it('finds people by what they know and said, and shows why each of them is there', async () => {
    const element = await mount();
    await search(element, 'vibration');
    await found(element, 3);
    expect(names(element)).to.have.members(['Ben Okafor', 'Chloé Martin', 'Ana Duval']);
    const reason = (name: string) => textOf(result(element, name)!.querySelector('.reasons'));
    expect(reason('Ben Okafor')).to.contain('Skill Vibration analysis');
    expect(reason('Chloé Martin')).to.contain('About themselves Compressors and their vibration.');
    expect(reason('Ana Duval')).to.contain('Post').and.contain('measure the vibration first');
    for (const item of results(element))
      expect(textOf(item.querySelector('mark')).toLowerCase()).to.contain('vibration');
    expect(summary(element)).to.equal('3 people');
  });

  it('leaves nobody on the screen whom somebody else found before they signed in', async () => {
    const element = await searched('query="vibration"');
    let known!: () => void;
    const answer = new Promise<void>((resolve) => (known = resolve));
    const getToken = () => answer.then(() => world.token('ben'));
    (element.parentElement as ParvisProvider).configure({ getToken });
    await until(() => !results(element).length);
    expect(one(element, '.filter')).to.equal(undefined);
    known();
    await found(element, 3);
  });

  it('finds what it was asked for when it is moved in the page meanwhile, and further people after it', async () => {
    let answer!: () => void;
    let slow = new Promise<void>((resolve) => (answer = resolve));
    const element = await mount('query="welding"', {
      fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
        if (String(input).includes('/v1/experts')) await slow;
        return fetch(input, init);
      },
    });
    const move = () => {
      const place = document.createElement('div');
      element.closest('parvis-provider')!.append(place);
      place.append(element);
    };
    await until(() => summary(element) || one(element, '.bones'));
    move();
    answer();
    await found(element, 20);
    slow = new Promise<void>((resolve) => (answer = resolve));
    press(one(element, '.end .outlined'));
    move();
    answer();
    await found(element, 25);
  });

  it('marks the words of a name in the name, and says what a slip was taken for', async () => {
    const element = await mount();
    await search(element, 'Okafro');
    await found(element);
    expect(names(element)).to.deep.equal(['Ben Okafor']);
    expect(textOf(one(element, '.name mark'))).to.equal('Okafor');
    expect(summary(element)).to.contain('Showing results for').and.contain('Okafor');
  });

  it('calls a skill by its label in the language of the reader, and shows the word that was found', async () => {
    const element = await searched('query="vibration"', { lang: 'fr' });
    expect(textOf(result(element, 'Ben Okafor'))).to.contain('Compétence Analyse vibratoire');
    expect(summary(element)).to.equal('3 personnes');
  });

  it('opens the card of a result, and the post that is evidence, in its place', async () => {
    const element = await searched('query="vibration"');
    press(result(element, 'Ana Duval')!.querySelector('.name'));
    const card = await until(() => one(element, '.card-overlay parvis-profile-card'));
    await until(() => textOf(card).includes('Turbine engineer'));
    const link = result(element, 'Ana Duval')!.querySelector<HTMLElement>('.reasons a')!;
    press(link);
    const post = await until(() => one(element, 'parvis-post'));
    await until(() => textOf(post).includes('Humming turbine'));
    expect(link.getAttribute('aria-expanded')).to.equal('true');
    press(link);
    await until(() => !one(element, 'parvis-post'));
  });

  it('leads to the page that shows posts where the host names one, and tells it first', async () => {
    const element = await searched('query="vibration" post-url="/posts/{id}?from=search"');
    const link = await until(() => one<HTMLAnchorElement>(element, '.reasons a'));
    let opened = '';
    element.addEventListener('parvis-post-open', (event) => {
      opened = event.post;
      event.preventDefault();
    });
    press(link);
    expect(new URL(link.href).pathname).to.equal(`/posts/${opened}`);
  });

  it('leads nowhere by an address that is none of a page', async () => {
    const links = async (attributes: string, options = {}) => {
      const element = await searched(`query="vibration" ${attributes}`, options);
      return all<HTMLAnchorElement>(element, '.reasons a').map(({ href }) => new URL(href));
    };
    const [own, page] = [await links('post-url="javascript:alert(\'{id}\')"'), await links('post-url="/posts/{id}"')];
    expect(own).to.have.length(page.length).above(0);
    expect(new Set(own.map(({ protocol, pathname }) => protocol + pathname))).to.deep.equal(
      new Set([location.protocol + location.pathname]),
    );
  });

  it('narrows by site and unit, with how many there are', async () => {
    const element = await searched('query="vibration"');
    expect(textOf(filter(element, 'Lyon'))).to.equal('Lyon 22 people');
    expect(all(element, '.filter').map((chip) => textOf(chip.querySelector('bdi')))).to.include.members([
      'Operations › Maintenance',
      'Digital › Maintenance',
    ]);
    const told: string[] = [];
    element.addEventListener('parvis-search', (event) => told.push(`${event.query}/${event.site}`));
    press(filter(element, 'Manchester'));
    await until(() => names(element).join() === 'Ben Okafor');
    expect(filter(element, 'Manchester')!.getAttribute('aria-pressed')).to.equal('true');
    press(filter(element, 'Manchester'));
    await found(element, 3);
    expect(told).to.deep.equal(['vibration/Manchester', 'vibration/']);
  });

  it('shows the most frequent values of a filter and, asked, the rest', async () => {
    const element = await searched('query="welding"');
    const sites = () => all(element, '[aria-labelledby="by-site"] .filter').length;
    expect(sites()).to.equal(5);
    press(one(element, '[aria-labelledby="by-site"] .quiet'));
    await until(() => sites() === 7);
  });

  it('shows more people when asked, and puts the focus on the first of them', async () => {
    const element = await searched('query="welding"');
    expect(results(element)).to.have.length(20);
    expect(summary(element)).to.equal('The best 20, and more');
    press(one(element, '.end .outlined'));
    await until(() => results(element).length === 25);
    await until(() => !one(element, '.end .outlined'));
    await until(() => element.shadowRoot!.activeElement === results(element)[20]!.querySelector('.name'));
    expect(new Set(names(element)).size).to.equal(25);
  });

  it('helps those who find nobody to ask publicly', async () => {
    const element = await mount('community="it-help"');
    await search(element, 'zzyzx quuxification');
    await until(() => textOf(one(element, '.state')).includes('Nobody found'));
    const asked: string[] = [];
    element.addEventListener('parvis-ask', (event) => asked.push(event.question));
    press(one(element, '.state .primary'));
    const composer = await until(() => dialog(element)?.querySelector('parvis-composer'));
    await until(() => one<HTMLInputElement>(composer, '#title')?.value === 'zzyzx quuxification');
    expect(asked).to.deep.equal(['zzyzx quuxification']);
  });

  it('leaves asking to the page that prefers another way', async () => {
    const element = await searched('query="vibration"');
    element.addEventListener('parvis-ask', (event) => event.preventDefault());
    press(one(element, '.link'));
    await (element as HTMLElement & { updateComplete: Promise<unknown> }).updateComplete;
    expect(!dialog(element)).to.equal(true);
  });

  it('says that filters hide everybody, and takes them away', async () => {
    const element = await mount('query="vibration" site="Nowhere"');
    await until(() => textOf(one(element, '.state')).includes('Nobody found with these filters'));
    press(one(element, '.state .outlined'));
    await found(element, 3);
  });

  it('keeps the search in the address of the page where the host names a parameter', async () => {
    history.replaceState(null, '', '?wer=vibration');
    const element = await mount('parameter="wer"');
    await found(element, 3);
    expect(one<HTMLInputElement>(element, 'input')!.value).to.equal('vibration');
    await search(element, 'turbine');
    expect(new URLSearchParams(location.search).get('wer')).to.equal('turbine');
  });

  it('leaves the address of the page alone otherwise', async () => {
    const before = location.href;
    const element = await mount();
    await search(element, 'vibration');
    await found(element);
    expect(location.href).to.equal(before);
  });

  it('searches nothing for an empty box', async () => {
    let asked = 0;
    const element = await mount('', { fetch: faulty((url) => void (asked += Number(url.includes('/experts')))) });
    await search(element, '   ');
    await search(element, '');
    expect(asked).to.equal(0);
    expect(summary(element)).to.equal('');
  });

  it('waits visibly, says what went wrong, keeps the question and tries again', async () => {
    let down = true;
    const element = await mount('query="vibration"', {
      fetch: faulty((url) => (down && url.includes('/experts') ? offline() : undefined)),
    });
    await until(() => one(element, '[role="alert"]'));
    expect(one<HTMLInputElement>(element, 'input')!.value).to.equal('vibration');
    down = false;
    press(one(element, '[role="alert"] button'));
    await found(element, 3);
  });

  it('shows only the answer to the last of two questions', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const element = await mount('query="welding"', {
      fetch: (async (input: RequestInfo | URL, init?: RequestInit) => {
        if (String(input).includes('q=welding')) await held;
        return fetch(input, init);
      }) as typeof fetch,
    });
    await until(() => one(element, '.bones'));
    await search(element, 'Okafor');
    await found(element, 1);
    release();
    await (element as HTMLElement & { updateComplete: Promise<unknown> }).updateComplete;
    expect(names(element)).to.deep.equal(['Ben Okafor']);
  });

  it('draws what no server should send: no reasons, marks beyond the text, mixed directions', async () => {
    const page = ExpertPage.parse({
      items: [
        {
          person: {
            id: world.people.ben,
            name: 'بن أوكافور',
            photo: null,
            circle: 'supplier',
            departed: false,
            abilities: { open: false },
            title: null,
            unit: null,
            site: null,
          },
          reasons: [],
        },
        {
          person: {
            id: world.people.chloe,
            name: 'Chloé',
            photo: null,
            circle: 'employee',
            departed: false,
            abilities: { open: true },
            title: null,
            unit: null,
            site: null,
          },
          reasons: [
            {
              kind: 'comment',
              text: '<b>not markup</b>',
              marks: [
                [4, 90],
                [2, 6],
              ],
              post: world.people.ben,
              more: 3,
            },
          ],
        },
      ],
      next: null,
      facets: { unit: [], site: [], language: [], level: [] },
      projects: [],
      me: null,
      corrected: null,
    });
    const element = await searched('query="anything"', {
      fetch: faulty((url) => (url.includes('/experts') ? Response.json(page) : undefined)),
    });
    expect(results(element)).to.have.length(2);
    expect(one(element, '.name')!.localName).to.equal('span');
    expect(textOf(results(element)[0]!)).to.contain('Supplier');
    expect(textOf(one(element, '.reasons'))).to.equal('Answer <b>not markup</b> +3 more');
  });

  it('tells the developer of a purpose that does not exist', async () => {
    const warnings = await warningsOf(async () => void (await searched('query="vibration" for="fun"')));
    expect(warnings.join()).to.contain('use "know", "route"');
  });

  it('is used by keyboard alone', async () => {
    const element = await mount();
    (await until(() => one(element, 'input'))).focus();
    await sendKeys({ type: 'vibration' });
    await sendKeys({ press: 'Enter' });
    await found(element, 3);
    const reached: string[] = [];
    for (let count = 0; count < 6; count++) {
      await sendKeys({ press: 'Tab' });
      reached.push(textOf(element.shadowRoot!.activeElement));
    }
    expect(reached[0]).to.equal('Search');
    expect(reached).to.include(textOf(filter(element, 'Lyon')));
    const name = results(element)[0]!.querySelector<HTMLElement>('.name')!;
    name.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => one(element, '.card-overlay:popover-open'));
    await sendKeys({ press: 'Escape' });
    expect(element.shadowRoot!.activeElement === name).to.equal(true);
  });

  for (const width of [240, 480])
    it(`has room at ${width} pixels`, async () => {
      const element = (await searched('query="vibration"')) as HTMLElement;
      element.style.inlineSize = `${width}px`;
      await until(() => element.getBoundingClientRect().width === width);
      for (const part of all(element, '*'))
        expect(part.getBoundingClientRect().right).to.be.at.most(element.getBoundingClientRect().right + 1);
    });

  it('has no violation that axe finds: before, with results, with nobody', async () => {
    await expect(await mount()).to.be.accessible();
    const element = await searched('query="vibration" site="Lyon"');
    await expect(element).to.be.accessible();
    const nobody = await mount('query="zzyzx"');
    await until(() => one(nobody, '.state'));
    await expect(nobody).to.be.accessible();
  });

  it('keeps a search, tells of it, runs it again and deletes it', async () => {
    const element = await searched('query="vibration" site="Lyon"');
    const kept = () => all(element, '.kept li');
    press(await until(() => one(element, '.keep')));
    await until(() => kept().length === 1);
    expect(textOf(kept()[0])).to.contain('vibration · Lyon');
    expect(!one(element, '.keep')).to.equal(true);
    await until(() => element.shadowRoot!.activeElement === one(element, '.kept'));
    await expect(element).to.be.accessible();
    await search(element, 'welding');
    await until(() => one(element, '.keep'));
    press(one(element, '.kept .link'));
    await found(element, 2);
    expect(one<HTMLInputElement>(element, 'input')!.value).to.equal('vibration');
    press(await until(() => one(element, '.kept .quiet')));
    await until(() => textOf(one(element, '.kept [role="status"]')).includes('deleted'));
    expect(kept()).to.have.length(0);
  });

  it('names who is new for a saved search, opens their card, and forgets it once the search was looked at', async () => {
    const person = ben();
    const { id } = person;
    let seen = 0;
    const element = await mount('lang="fr"', {
      fetch: faulty((url) => {
        if (url.endsWith('/me/searches'))
          return Response.json({
            items: [{ id, query: { q: 'vibration' }, createdAt: '2026-11-01T10:00:00.000Z', found: [person], more: 2 }],
          });
        if (!url.endsWith('/seen')) return undefined;
        seen += 1;
        return new Response(null, { status: 204 });
      }),
    });
    (await until(() => one(element, 'input'))).focus();
    const news = await until(() => one(element, '.kept .name'));
    expect(textOf(one(element, '.kept li'))).to.contain('Nouveau : Ben Okafor et 2 autres');
    press(news);
    await until(() => one(element, '.card-overlay parvis-profile-card'));
    press(one(element, '.kept .link'));
    await until(() => seen === 1 && !one(element, '.kept .name'));
    expect(element.shadowRoot!.activeElement === one(element, 'input')).to.equal(true);
  });

  it('shows the people found before the saved searches, and says above them which of those found somebody', async () => {
    const person = ben();
    const element = await searched('query="welding"', {
      fetch: faulty((url) =>
        url.endsWith('/me/searches')
          ? Response.json({
              items: [
                {
                  id: person.id,
                  query: { q: 'vibration' },
                  createdAt: '2026-11-01T10:00:00.000Z',
                  found: [person],
                  more: 0,
                },
              ],
            })
          : undefined,
      ),
    });
    const kept = await until(() => one(element, '.kept'));
    const people = one(element, '.results')!;
    expect(people.compareDocumentPosition(kept)).to.equal(Node.DOCUMENT_POSITION_FOLLOWING);
    const news = one(element, '.news button')!;
    expect(news.compareDocumentPosition(people)).to.equal(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(textOf(news)).to.equal('A saved search found somebody new');
    press(news);
    await until(() => element.shadowRoot!.activeElement === one(element, '.kept'));
    await expect(element).to.be.accessible();
    // With nothing asked they stand under the box, and say themselves what is new.
    await search(element, ' ');
    await until(() => !one(element, '.results') && one(element, '.kept .name'));
    expect(!one(element, '.news')).to.equal(true);
  });

  describe('while somebody types', () => {
    const box = (element: Element) => one<HTMLInputElement>(element, 'input[type="search"]')!;
    const options = (element: Element) => all(element, '[role="option"]').map((option) => textOf(option));
    const opened = async (element: Element, words: string) => {
      box(element).focus();
      await until(() => box(element).getAttribute('role') === 'combobox', 'the box completes');
      await sendKeys({ type: words });
      await until(() => options(element).length > 0, 'suggestions');
    };

    it('suggests people and skills in named groups; Enter still searches for what was typed', async () => {
      const element = await mount();
      await opened(element, 'vibration');
      expect(options(element)[0]).to.contain('Vibration analysis');
      const group = one(element, '[role="group"][aria-labelledby="suggested-skill"]');
      expect(textOf(one(element, '#suggested-skill'))).to.equal('Skills');
      expect(group!.querySelectorAll('[role="option"]')).to.have.length(1);
      expect(box(element).getAttribute('aria-expanded')).to.equal('true');
      expect(box(element).hasAttribute('aria-activedescendant')).to.equal(false);
      await expect(element).to.be.accessible();
      await sendKeys({ press: 'Enter' });
      await found(element);
      expect(box(element).getAttribute('aria-expanded')).to.equal('false');
      expect(names(element)).to.include('Ben Okafor');
    });

    it('is walked with the arrows and closed with Escape, which leaves what was typed', async () => {
      const element = await mount('lang="fr"');
      await opened(element, 'ben');
      await sendKeys({ press: 'ArrowDown' });
      await until(() => box(element).getAttribute('aria-activedescendant') === 'suggested-0', 'the first');
      expect(textOf(one(element, '[aria-selected="true"]'))).to.contain('Ben Okafor');
      expect(textOf(one(element, '#suggested-person'))).to.equal('Personnes');
      await sendKeys({ press: 'Escape' });
      await until(() => box(element).getAttribute('aria-expanded') === 'false', 'closed');
      expect(box(element).value).to.equal('ben');
    });

    it('puts what begins as was typed before people whose names are a slip away from it, also for the arrows', async () => {
      const suggested = {
        corrected: true,
        people: [{ person: ben(), title: null, unit: null }],
        skills: [{ id: 's', label: { en: 'Benchmarking' }, matched: null }],
        questions: [],
      };
      const answer = faulty((url) => (url.includes('/experts/suggestions') ? Response.json(suggested) : undefined));
      const element = await mount('', { fetch: answer });
      await opened(element, 'benc');
      expect(options(element)).to.deep.equal(['Benchmarking', 'BO Ben Okafor']);
      await sendKeys({ press: 'ArrowDown' });
      await until(() => box(element).getAttribute('aria-activedescendant') === 'suggested-0', 'the first');
      expect(textOf(one(element, '[aria-selected="true"]'))).to.equal('Benchmarking');
    });

    it('searches the skill that was chosen', async () => {
      const element = await mount();
      await opened(element, 'vibr');
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Enter' });
      await found(element);
      expect(box(element).value).to.equal('Vibration analysis');
      expect(names(element)[0]).to.equal('Ben Okafor');
    });
  });
  describe('beside the people', () => {
    const values = (element: Element, facet: string) =>
      all(element, `[aria-labelledby="by-${facet}"] .filter bdi`).map((value) => textOf(value));
    const team = (element: Element) => until(() => one(element, '[part="teams"]'), 'a team');
    const why = async (element: Element) => {
      const button = () => all(element, 'button.link').find((one) => textOf(one) === 'Why am I not here?');
      press(await until(button, 'the question'));
      return until(() => one(element, '[part="mine"]'), 'an answer');
    };

    it('narrows by language and by level, called in words, and asks nothing that would change nothing', async () => {
      const element = await searched('query="rotor balancing"');
      await until(() => values(element, 'level').length === 2, 'levels');
      expect(values(element, 'language')).to.deep.equal(['French', 'English']);
      expect(values(element, 'level')).to.deep.equal(['Expert', 'Practising']);
      press(filter(element, 'Expert'));
      await until(() => names(element).join() === 'Inès Caron');
      expect(filter(element, 'Expert')!.getAttribute('aria-pressed')).to.equal('true');
      expect(values(element, 'language')).to.deep.equal([]);
      press(filter(element, 'Expert'));
      await found(element, 2);
      press(filter(element, 'English'));
      await until(() => names(element).join() === 'Owen Price');
    });

    it('starts a new search without what the last one was narrowed to, also where a skill is chosen', async () => {
      const element = await searched('query="rotor balancing" level="expert" language="fr"');
      expect(names(element)).to.deep.equal(['Inès Caron']);
      one<HTMLInputElement>(element, 'input')!.focus();
      await until(() => one(element, 'input')!.getAttribute('role') === 'combobox');
      one<HTMLInputElement>(element, 'input')!.select();
      await sendKeys({ type: 'vibr' });
      await until(() => all(element, '[role="option"]').length > 0);
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Enter' });
      await until(() => names(element).includes('Ben Okafor'));
      await search(element, 'rotor balancing');
      await until(() => names(element).length === 2);
    });

    it('says who worked on it: whoever stayed longest first, cards for those who are there, nobody who is hidden', async () => {
      const element = await searched('query="quay crane renewal gantry"');
      const shown = await team(element);
      expect(textOf(shown.querySelector('b'))).to.equal('Quay crane renewal');
      expect(all(element, '.members > *').map((member) => textOf(member))).to.deep.equal([
        'Inès Caron',
        'Owen Price',
        'Lou Perrin (left the company)',
      ]);
      expect(all(element, '.members > *').map(({ localName }) => localName)).to.deep.equal([
        'button',
        'button',
        'span',
      ]);
      press(one(element, '.members button'));
      await until(() => one(element, '.card-overlay:popover-open'));
      await expect(element).to.be.accessible();
    });

    it('answers "why not me" with which words are found where, and puts the focus there', async () => {
      const element = await searched('query="turbine crochet"');
      const answer = await why(element);
      expect(all(element, '.mine li').map((item) => textOf(item))).to.deep.equal([
        'turbine found: Role, Post',
        'crochet in nothing of yours',
      ]);
      expect(textOf(answer)).to.contain('You are among the people found.').and.contain('can be said on your profile');
      await until(() => element.shadowRoot!.activeElement === answer, 'the focus');
      await expect(element).to.be.accessible();
    });

    it('says to whom is found by words beside those that were asked that it is so', async () => {
      const me = { listed: true, hidden: false, outside: [], words: [{ word: 'turbine', found: [] }] };
      const element = await searched('query="turbine"', {
        fetch: faulty((url, init) =>
          url.includes('why=me')
            ? fetch(url, init).then(async (answer) => Response.json({ ...((await answer.json()) as object), me }))
            : undefined,
        ),
      });
      expect(textOf(await why(element))).to.contain('among the people found, by words that go with what was asked.');
    });

    it('answers "why not me" where nobody was found, and whom a filter leaves out', async () => {
      const element = await mount('query="turbine" site="Manchester"');
      await until(() => one(element, '.state'));
      expect(textOf(await why(element))).to.contain('You are left out by what the results are narrowed to: Site');
    });

    it('tells whoever is hidden that nobody finds them', async () => {
      const element = await found(await mount('query="rotor balancing"', {}, 'secret'));
      expect(textOf(await why(element))).to.contain('You are hidden: nobody finds you.');
    });

    it('says that the answer failed, and finds it out the second time', async () => {
      let down = true;
      const element = await searched('query="turbine"', {
        fetch: faulty((url) => (down && url.includes('why=me') ? offline() : undefined)),
      });
      const button = await until(() => all(element, 'button.link').find((one) => textOf(one) === 'Why am I not here?'));
      press(button);
      await until(() => textOf(one(element, '[role="alert"]')).includes('could not be found out'));
      down = false;
      await why(element);
      expect(one(element, '[role="alert"]')).to.equal(undefined);
    });

    it('forgets the answer with the next search', async () => {
      const element = await searched('query="turbine"');
      await why(element);
      await search(element, 'rotor balancing');
      await until(() => names(element).includes('Inès Caron'));
      expect(one(element, '[part="mine"]')).to.equal(undefined);
    });

    for (const width of [240, 480])
      it(`has room at ${width} pixels`, async () => {
        const element = (await searched('query="quay crane renewal gantry"')) as HTMLElement;
        await team(element);
        await why(element);
        element.style.inlineSize = `${width}px`;
        await until(() => element.getBoundingClientRect().width === width);
        for (const part of all(element, '*'))
          expect(part.getBoundingClientRect().right).to.be.at.most(element.getBoundingClientRect().right + 1);
      });
  });
});

describe('marked words', () => {
  const drawn = (...given: Parameters<typeof marked>) =>
    marked(...given).map((part) => (typeof part === 'string' ? part : `[${String(part.values[0])}]`));

  it('are marked where they stand', () => {
    expect(drawn('one two three', [[4, 7]])).to.deep.equal(['one ', '[two]', ' three']);
  });

  it('may overlap, be out of order or lie outside', () => {
    expect(
      drawn('abcdef', [
        [3, 99],
        [1, 4],
        [9, 12],
        [5, 2],
      ]).join(''),
    ).to.equal('a[bcd][ef]');
  });
});
