import { expect } from '@open-wc/testing';
import type { Case, Charter, Flag, FlagPage, Post } from '@parvis/contracts';
import { World, all, faulty, offline, one, press, textOf, type, until } from '../../../../test/elements/support.ts';
import type { ParvisProvider } from '../provider/provider.ts';
import '../flag-button/define.ts';
import '../post/define.ts';
import './define.ts';

const items = (desk: Element) => all(desk, '.cases button');
const chosen = (desk: Element) => one(desk, '.cases [aria-current="true"]');
const title = (desk: Element) => textOf(one(desk, '#case-title'));
const choice = (desk: Element, decision: string) => one(desk, `.choice[data-decision="${decision}"] input`);
const submit = (desk: Element) => one(desk, 'form .primary');

describe('parvis-moderation', () => {
  let world: World;
  let charter: Charter;
  before(async () => {
    world = await World.open({
      people: [
        { userName: 'ana', name: 'Ana Duval' },
        { userName: 'ben', name: 'Ben Okafor' },
        { userName: 'chloe', name: 'Chloé Martin' },
        { userName: 'eric', name: 'Éric Besson' },
        { userName: 'fay', name: 'Fay Moreau' },
        { userName: 'gus', name: 'Gus Arnaud' },
        { userName: 'hugo', name: 'Hugo Pradel' },
        { userName: 'ines', name: 'Inès Lambert' },
        { userName: 'jules', name: 'Jules Noël' },
        { userName: 'mona', name: 'Mona Lindqvist', roles: ['moderator'] },
      ],
      communities: [],
    });
    charter = await world.as<Charter>('ana', 'GET', '/v1/charter');
  });
  afterEach(() => world.clear());
  after(() => world.close());

  /** A community of its own for each test, so that its desk has the cases of that test alone. */
  const place = () =>
    world.community({
      members: {
        ana: 'member',
        ben: 'member',
        fay: 'member',
        gus: 'member',
        hugo: 'member',
        jules: 'member',
        chloe: 'steward',
        eric: 'steward',
      },
    });
  const flag = (who: string, subject: object, more: object = {}) =>
    world.as<Flag>(who, 'POST', '/v1/flags', { subject, article: charter.articles[1]!.id, note: 'Rude.', ...more });
  const flagged = async (slug: string, text: string, who = ['ana']): Promise<Post> => {
    const post = await world.post('ben', text, { community: slug });
    for (const one of who) await flag(one, { kind: 'post', id: post.id });
    return post;
  };
  const mount = async (person = 'chloe', options = {}) => {
    const desk = await world.mount(person, '<parvis-moderation></parvis-moderation>', options);
    await until(() => one(desk, '.cases, .state'));
    return desk;
  };
  const open = async (desk: Element, words: string) => {
    const item = await until(() => items(desk).find((one) => textOf(one).includes(words)), words);
    press(item);
    await until(() => chosen(desk) === item);
  };
  const claim = async (desk: Element) => {
    press(await until(() => one(desk, '#claim')));
    await until(() => one(desk, '.choice'));
  };
  const empty = async () => {
    for (const who of ['chloe', 'mona']) {
      const { items } = await world.as<{ items: Case[] }>(who, 'GET', '/v1/cases?limit=100');
      for (const { id } of items)
        await world.as(who, 'PUT', `/v1/cases/${id}/decision`, { decision: 'keep', publicNote: 'Fine.' });
    }
  };
  afterEach(empty);

  it('says that there is nothing to examine', async () => {
    await place();
    const desk = await mount();
    await until(() => textOf(one(desk, '.state')).includes('as soon as they do'));
    const french = await mount('chloe', { lang: 'fr' });
    await until(() => textOf(one(french, '.state')).includes('Rien à examiner'));
  });

  it('shows what was flagged as it was written, for what, and nobody who flagged it', async () => {
    await flagged(await place(), 'You are **all** lazy.', ['ana', 'fay']);
    const desk = await mount();
    await open(desk, 'You are all lazy.');
    expect(title(desk)).to.equal('Post by Ben Okafor');
    expect(one(desk, '.copy .text strong')!.textContent).to.equal('all');
    expect(all(desk, '.why li')).to.have.length(2);
    expect(textOf(one(desk, '.why')))
      .to.contain('Article 2: Respect')
      .and.contain('Rude.');
    expect(textOf(desk)).not.to.contain('Ana').and.not.to.contain('Fay');
    expect(desk.shadowRoot!.activeElement).to.equal(one(desk, '#case-title'));
  });

  it('where one reads from right to left, shows what people wrote in the direction of its own letters', async () => {
    await flagged(await place(), 'You are all lazy.', ['hugo']);
    const desk = await world.mount('chloe', '<parvis-moderation dir="rtl"></parvis-moderation>');
    // In a narrow place, where there is a way back to the list.
    desk.style.inlineSize = '400px';
    await open(desk, 'You are all lazy.');
    await claim(desk);
    const directionOf = (selector: string) => getComputedStyle(one(desk, selector)!).direction;
    type(one(desk, '#publicNote'), 'Ideas, not people.');
    for (const selector of ['.cases .words', '.copy .text', '.why p', '#publicNote'])
      expect(directionOf(selector), selector).to.equal('ltr');
    for (const selector of ['#case-title', '.choice', '.cases']) expect(directionOf(selector)).to.equal('rtl');
    expect(getComputedStyle(one(desk, '.step .icon')!).transform).to.equal('matrix(-1, 0, 0, 1, 0, 0)');
    expect(getComputedStyle(one(desk, '.back .icon')!).transform).to.equal('matrix(-1, 0, 0, 1, 0, 0)');
  });

  it('is examined, removed with article and reason, and everybody concerned is told', async () => {
    const slug = await place();
    const post = await flagged(slug, 'Everybody knows that he is lazy.');
    const desk = await mount();
    const decidedEvents: string[] = [];
    desk.addEventListener('parvis-case-decided', (event) => decidedEvents.push(event.decided.id));
    const author = await world.mount('ben', `<parvis-post post="${post.id}"></parvis-post>`);
    await until(() => one(author, 'article'));
    await open(desk, 'he is lazy');
    await claim(desk);
    expect(desk.shadowRoot!.activeElement).to.equal(choice(desk, 'keep'));
    expect(textOf(one(desk, 'form .mine'))).to.contain('You are examining this until');
    press(choice(desk, 'remove'));
    expect(
      (
        await until(
          () =>
            (one<HTMLSelectElement>(desk, '#article')?.options.length ?? 0) > 1 &&
            one<HTMLSelectElement>(desk, '#article'),
        )
      ).value,
    ).to.equal(charter.articles[1]!.id);
    type(one(desk, '#publicNote'), 'Ideas, not people.');
    type(one(desk, '#internalNote'), 'The second time.');
    expect(textOf(submit(desk))).to.equal('Remove it');
    press(submit(desk));
    await until(() => one(desk, '#outcome-title'));
    expect(textOf(one(desk, '.outcome')))
      .to.contain('Removed by Chloé Martin')
      .and.contain('Article 2: Respect')
      .and.contain('Ideas, not people.')
      .and.contain('The second time.');
    expect(desk.shadowRoot!.activeElement).to.equal(one(desk, '#outcome-title'));
    expect(decidedEvents).to.have.length(1);

    await until(() => textOf(one(author, '.notice')).includes('Ideas, not people.'));
    expect(textOf(one(author, '.notice')))
      .to.contain('Article 2: Respect')
      .and.not.contain('The second time.');
    const receipts = await world.as<FlagPage>('ana', 'GET', `/v1/flags?kind=post&id=${post.id}`);
    expect(receipts.items[0]!.statement).to.deep.include({ decision: 'remove', note: 'Ideas, not people.' });
  });

  it('keeps a thing, and is found among the decided ones', async () => {
    await flagged(await place(), 'Harsh, but fair.');
    const desk = await mount();
    await open(desk, 'Harsh, but fair.');
    await claim(desk);
    press(choice(desk, 'keep'));
    expect(one(desk, '#article')).to.equal(undefined);
    press(submit(desk));
    await until(() => textOf(one(desk, '.outcome')).includes('Kept by Chloé Martin'));
    press(all(desk, '.shelves button')[1]);
    await until(() =>
      items(desk).some((one) => textOf(one).includes('Harsh, but fair.') && textOf(one).includes('Kept')),
    );
  });

  it('asks for a decision and for its article before it sends', async () => {
    await flagged(await place(), 'Against the law?', []);
    const post = await flagged(await place(), 'An offence');
    await flag(
      'fay',
      { kind: 'post', id: post.id },
      {
        ...{ article: 'illegal', note: 'Public insult', illegal: { law: 'Press act' } },
      },
    );
    const desk = await mount();
    await open(desk, 'An offence');
    expect(textOf(one(desk, '.why')))
      .to.contain('Press act')
      .and.contain('Public insult');
    await claim(desk);
    press(submit(desk));
    await until(() => textOf(one(desk, '.wrong')) === 'Choose what is to become of it.');
    press(choice(desk, 'remove'));
    const select = await until(() => one<HTMLSelectElement>(desk, '#article'));
    await until(() => select.options.length > 1);
    select.value = '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    type(one<HTMLInputElement>(desk, '#law')!, '');
    press(submit(desk));
    await until(() => textOf(one(desk, '.wrong')) === 'Name the article it rests on.');
    expect(desk.shadowRoot!.activeElement).to.equal(select);
  });

  it('offers the article that is in force where a flag cites one of an earlier version', async () => {
    const slug = await place();
    await flagged(slug, 'Flagged under the charter before', ['gus']);
    const articles = charter.articles.map((article) => ({ ...article, id: crypto.randomUUID() }));
    const desk = await mount('chloe', {
      fetch: faulty((url) =>
        /\/v1\/charter(\?|$)/.test(url) ? Response.json({ ...charter, version: 2, articles }) : undefined,
      ),
    });
    await open(desk, 'Flagged under the charter before');
    await claim(desk);
    press(choice(desk, 'remove'));
    await until(() => one<HTMLSelectElement>(desk, '#article')?.value === articles[1]!.id);
  });

  it('shows live that somebody else examines a case, and keeps hands off it', async () => {
    const post = await flagged(await place(), 'Who is first?');
    const desk = await mount();
    await open(desk, 'Who is first?');
    await world.streaming(desk);
    const { items: found } = await world.as<{ items: Case[] }>('eric', 'GET', '/v1/cases?limit=100');
    const { id } = found.find(({ copy }) => copy.id === post.id)!;
    await world.as('eric', 'PUT', `/v1/cases/${id}/claim`);
    await until(() => textOf(one(desk, '.deed')).includes('Éric Besson is examining this'));
    expect(one(desk, '#claim')).to.equal(undefined);
    await world.as('eric', 'DELETE', `/v1/cases/${id}/claim`);
    await until(() => one(desk, '#claim'));
  });

  it('tells a steward who comes second that somebody else was first, and shows the outcome', async () => {
    const post = await flagged(await place(), 'Two at once');
    const desk = await mount('chloe', {
      fetch: faulty((url) => (url.endsWith('/v1/stream') ? offline() : undefined)),
    });
    await open(desk, 'Two at once');
    const { items: found } = await world.as<{ items: Case[] }>('eric', 'GET', '/v1/cases?limit=100');
    const { id } = found.find(({ copy }) => copy.id === post.id)!;
    await world.as('eric', 'PUT', `/v1/cases/${id}/decision`, { decision: 'keep', publicNote: 'It is fine.' });
    press(one(desk, '#claim'));
    await until(() => textOf(one(desk, '.notice')).includes('Somebody else was first'));
    await until(() => textOf(one(desk, '.outcome')).includes('Kept by Éric Besson'));
  });

  it('asks where to before it moves, and says why a post cannot be moved there, to the page too', async () => {
    const elsewhere = await world.community({ visibility: 'secret', members: { chloe: 'member' } });
    await flagged(await place(), 'In the wrong place', ['hugo']);
    const desk = await mount();
    const errors: unknown[] = [];
    desk.addEventListener('parvis-case-error', ({ error }) =>
      errors.push((error as { code?: string } | undefined)?.code),
    );
    await open(desk, 'In the wrong place');
    await claim(desk);
    press(choice(desk, 'move'));
    await until(() => one(desk, '#community'));
    press(submit(desk));
    await until(() => one(desk, '#no-community'));
    expect(desk.shadowRoot!.activeElement).to.equal(one(desk, '#community'));
    const to = one<HTMLSelectElement>(desk, '#community')!;
    to.value = (await world.as<{ id: string }>('chloe', 'GET', `/v1/communities/${elsewhere}`)).id;
    to.dispatchEvent(new Event('change'));
    press(submit(desk));
    // Nobody was first: the case stands as before, with what was chosen.
    await until(() => textOf(one(desk, '.problem')).includes('cannot be moved there'));
    expect(one(desk, '.notice')).to.equal(undefined);
    expect(one<HTMLInputElement>(desk, '.choice[data-decision="move"] input')!.checked).to.equal(true);
    expect(errors).to.deep.equal(['conflict']);
  });

  it('says so when a case leaves the desk, because its flags were withdrawn', async () => {
    const slug = await place();
    const post = await world.post('ben', 'Perhaps not.', { community: slug });
    const sent = await flag('ana', { kind: 'post', id: post.id });
    const desk = await mount();
    await open(desk, 'Perhaps not.');
    await world.streaming(desk);
    await world.as('ana', 'DELETE', `/v1/flags/${sent.id}`);
    await until(() => textOf(one(desk, '.notice')).includes('no longer on your desk'));
    expect(items(desk).some((one) => textOf(one).includes('Perhaps not.'))).to.equal(false);
  });

  it('receives a new case without being loaded again', async () => {
    const desk = await mount();
    await world.streaming(desk);
    await flagged(await place(), 'Just in');
    await until(() => items(desk).some((one) => textOf(one).includes('Just in')));
  });

  it('marks what is held, changed or deleted, and shows both texts', async () => {
    const slug = await place();
    const held = await flagged(slug, 'Held by three', ['fay', 'gus', 'hugo']);
    const changed = await flagged(slug, 'Before');
    await world.as('ben', 'PATCH', `/v1/posts/${changed.id}`, { text: 'After' });
    const gone = await flagged(slug, 'Soon gone');
    await world.as('ben', 'DELETE', `/v1/posts/${gone.id}`);
    const desk = await mount();
    await open(desk, 'Held by three');
    expect(textOf(chosen(desk)))
      .to.contain('On hold')
      .and.contain('3 flags');
    expect(textOf(one(desk, '.notice'))).to.contain('only its author and you');
    await open(desk, 'Before');
    expect(all(desk, '.copy').map((one) => textOf(one.querySelector('.text')))).to.deep.equal(['Before', 'After']);
    await open(desk, 'Soon gone');
    expect(textOf(one(desk, '.notice'))).to.contain('has deleted it');
    expect(held.id).not.to.equal(gone.id);
  });

  it('is for moderators about people and pages, where a flag is confirmed instead of something removed', async () => {
    await flag('ana', { kind: 'person', id: world.people.ben });
    await flag('fay', { kind: 'page', url: 'https://intranet.test/canteen' });
    const desk = await mount('mona');
    await open(desk, 'intranet.test/canteen');
    expect(one<HTMLAnchorElement>(desk, '.address')!.href).to.equal('https://intranet.test/canteen');
    await claim(desk);
    expect(choice(desk, 'remove')).to.equal(undefined);
    press(choice(desk, 'uphold'));
    press(submit(desk));
    await until(() => textOf(one(desk, '.outcome')).includes('Flag confirmed by Mona Lindqvist'));
    await open(desk, 'Profile of Ben Okafor');
    expect(textOf(one(desk, '.copy'))).to.contain('says nothing about itself');
  });

  it('goes from case to case with the keyboard, keeping what was written in each', async () => {
    const slug = await place();
    for (const text of ['First', 'Second', 'Third']) await flagged(slug, text);
    const desk = await mount();
    await open(desk, 'First');
    await claim(desk);
    type(one(desk, '#publicNote'), 'About the first');
    const key = (name: string) =>
      desk.shadowRoot!.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    chosen(desk)!.focus();
    key('ArrowDown');
    await until(() => textOf(chosen(desk)).includes('Second'));
    expect(desk.shadowRoot!.activeElement).to.equal(chosen(desk));
    key('End');
    await until(() => textOf(chosen(desk)).includes('Third'));
    key('ArrowDown');
    key('ArrowUp');
    await until(() => textOf(chosen(desk)).includes('Second'));
    press(one(desk, '[title="Previous case"]'));
    await until(() => one<HTMLTextAreaElement>(desk, '#publicNote')?.value === 'About the first');
    expect(desk.shadowRoot!.activeElement).to.equal(one(desk, '#case-title'));
  });

  it('after a decision leads on to the next case', async () => {
    const slug = await place();
    await flagged(slug, 'One of two');
    await flagged(slug, 'Two of two');
    const desk = await mount();
    await open(desk, 'One of two');
    await claim(desk);
    press(choice(desk, 'keep'));
    press(submit(desk));
    press(await until(() => one(desk, '#onwards')));
    await until(() => textOf(chosen(desk)).includes('Two of two'));
    expect(desk.shadowRoot!.activeElement).to.equal(one(desk, '#case-title'));
  });

  it('keeps what was written when deciding fails, and decides when asked again', async () => {
    await flagged(await place(), 'The network is down');
    let down = false;
    const desk = await mount('chloe', {
      fetch: faulty((url) => (down && url.endsWith('/decision') ? offline() : undefined)),
    });
    let failed = 0;
    desk.addEventListener('parvis-case-error', () => failed++);
    await open(desk, 'The network is down');
    await claim(desk);
    press(choice(desk, 'keep'));
    type(one(desk, '#publicNote'), 'It is fine.');
    down = true;
    press(submit(desk));
    await until(() => textOf(one(desk, '.problem')).includes('No answer'));
    expect(failed).to.equal(1);
    expect(one<HTMLTextAreaElement>(desk, '#publicNote')!.value).to.equal('It is fine.');
    down = false;
    press(submit(desk));
    await until(() => textOf(one(desk, '.outcome')).includes('It is fine.'));
  });

  it('shows nobody the internal note that somebody else was writing before they signed in', async () => {
    await flagged(await place(), 'Two stewards, one desk', ['gus']);
    const desk = await mount();
    await open(desk, 'Two stewards, one desk');
    await claim(desk);
    type(one(desk, '#internalNote'), 'Between me and me');
    press(one(desk, 'form .quiet'));
    await until(() => one(desk, '#claim'));
    (desk.parentElement as ParvisProvider).configure({ getToken: () => world.token('eric') });
    await until(() => one(desk, '.bones'));
    await until(() => one(desk, '.cases'));
    await open(desk, 'Two stewards, one desk');
    await claim(desk);
    expect(one<HTMLTextAreaElement>(desk, '#internalNote')!.value).to.equal('');
    press(one(desk, 'form .quiet'));
    await until(() => one(desk, '#claim'));
  });

  it('in a narrow place shows the list or the case, and leads back', async () => {
    await flagged(await place(), 'Narrow');
    const desk = await mount();
    desk.style.width = '300px';
    const seen = (selector: string) => one(desk, selector)!.getClientRects().length > 0;
    await until(() => seen('.cases') && !seen('article'));
    await open(desk, 'Narrow');
    await until(() => !seen('.cases') && seen('article'));
    expect(desk.shadowRoot!.firstElementChild!.scrollWidth).to.be.at.most(300);
    press(one(desk, '.back'));
    await until(() => seen('.cases'));
    await until(() => desk.shadowRoot!.activeElement === chosen(desk));
  });

  it('offers to try again when the cases cannot be loaded', async () => {
    let down = true;
    const desk = await mount('chloe', {
      fetch: faulty((url) => (down && url.includes('/v1/cases') ? offline() : undefined)),
    });
    const retry = await until(() => one(desk, '.state button'));
    down = false;
    press(retry);
    await until(() => textOf(one(desk, '.state')).includes('Nothing to examine'));
  });

  it('has no violation that axe finds: list, claimed, wrong, decided, in French too', async () => {
    await flagged(await place(), 'For everybody to read', ['ana', 'fay', 'gus']);
    const desk = await mount('chloe', { lang: 'fr' });
    await open(desk, 'For everybody to read');
    await expect(desk).to.be.accessible();
    await claim(desk);
    press(choice(desk, 'remove'));
    await until(() => (one<HTMLSelectElement>(desk, '#article')?.options.length ?? 0) > 1);
    await expect(desk).to.be.accessible();
    press(submit(desk));
    await until(() => one(desk, '.outcome'));
    await expect(desk).to.be.accessible();
  });

  it('suspends for hours that are chosen, is undone, and decided again', async () => {
    await flagged(await place(), 'Loud and rude.');
    const desk = await mount();
    await open(desk, 'Loud and rude.');
    await claim(desk);
    press(choice(desk, 'suspend'));
    const hours = await until(() => one<HTMLSelectElement>(desk, '#hours'));
    expect([...hours.options].map(({ value }) => value)).to.deep.equal(['24', '72', '168', '720']);
    await until(() => (one<HTMLSelectElement>(desk, '#article')?.options.length ?? 0) > 1);
    press(submit(desk));
    await until(() => textOf(one(desk, '.outcome')).includes('Author suspended'));
    await expect(desk).to.be.accessible();
    press(one(desk, '#undo'));
    await until(() => one(desk, '.choice'));
    press(choice(desk, 'keep'));
    press(submit(desk));
    await until(() => textOf(one(desk, '.outcome')).includes('Kept'));
  });

  it('shows its author why something was removed, takes their appeal, and somebody else answers it', async () => {
    const post = await flagged(await place(), 'Fewer meetings, please.', ['gus']);
    const { items: found } = await world.as<{ items: Case[] }>('chloe', 'GET', '/v1/cases?limit=100');
    const { id } = found.find(({ copy }) => copy.id === post.id)!;
    const decision = { decision: 'remove', article: charter.articles[1]!.id, publicNote: 'Ideas, not people.' };
    await world.as('chloe', 'PUT', `/v1/cases/${id}/decision`, decision);
    const author = await world.mount('ben', '<parvis-moderation></parvis-moderation>');
    press(await until(() => all(author, '.shelves button').find((one) => textOf(one) === 'About you')));
    const item = await until(() =>
      all(author, '[data-statement]').find((one) => textOf(one).includes('Fewer meetings')),
    );
    expect(textOf(item)).to.contain('Removed').and.contain('Article 2: Respect').and.contain('Ideas, not people.');
    expect(textOf(author)).not.to.contain('Chloé');
    await expect(author).to.be.accessible();
    press([...item.querySelectorAll('button')].find((one) => textOf(one) === 'Appeal'));
    type(await until(() => item.querySelector('textarea')), 'It names nobody.');
    press(item.querySelector('form .primary'));
    await until(() => textOf(item).includes('You appealed.'));
    const desk = await mount('eric');
    await open(desk, 'Fewer meetings');
    press(await until(() => one(desk, '#claim')));
    type(await until(() => one(desk, '#publicNote')), 'It does name nobody.');
    press(all(desk, '.form-end button').find((one) => textOf(one).startsWith('Grant')));
    await until(() => all(desk, '.outcome').some((one) => textOf(one).includes('Appeal granted')));
    expect((await world.as<Post>('ana', 'GET', `/v1/posts/${post.id}`)).state).to.equal('published');
  });

  describe('the viewer’s own flags', () => {
    const mine = (element: Element) => all(element, '.own li');
    const yours = async (who: string, options = {}) => {
      const element = await world.mount(who, '<parvis-moderation></parvis-moderation>', options);
      await until(() => one(element, '.own ul, .own .state'));
      return element;
    };

    it('are all that somebody sees who examines nothing, in words where there are none', async () => {
      const element = await yours('ines');
      expect(textOf(one(element, '.own .state'))).to.contain('You have flagged nothing');
      expect(all(element, '.shelves button').map(textOf)).to.deep.equal(['Your flags', 'About you']);
      const french = await yours('ines', { lang: 'fr' });
      expect(textOf(one(french, '.own'))).to.contain('Vous n’avez rien signalé');
    });

    it('say live what becomes of each, and nothing of what was flagged', async () => {
      const slug = await place();
      const post = await world.post('ben', 'Purple elephants are lazy.', { community: slug });
      const element = await yours('jules');
      await world.streaming(element);
      await flag('jules', { kind: 'post', id: post.id }, { note: 'Second line.' });
      const item = await until(() => mine(element)[0]);
      expect(textOf(item))
        .to.contain('Post')
        .and.contain('Received')
        .and.contain('Article 2: Respect')
        .and.contain('Second line.');
      const { items } = await world.as<{ items: Case[] }>('chloe', 'GET', '/v1/cases?limit=100');
      const { id } = items.find(({ copy }) => copy.id === post.id)!;
      await world.as('chloe', 'PUT', `/v1/cases/${id}/claim`);
      await until(() => textOf(item).includes('Being examined'));
      expect(item.querySelector('button')).to.equal(null);
      await world.as('chloe', 'PUT', `/v1/cases/${id}/decision`, {
        decision: 'remove',
        article: charter.articles[2]!.id,
        publicNote: 'Ideas, not people.',
        internalNote: 'Again him.',
      });
      await until(() => textOf(item.querySelector('.outcome')).includes('It was removed.'));
      expect(textOf(item)).to.contain('Article 3: Confidentiality').and.contain('Ideas, not people.');
      // As after a reload, and from elsewhere.
      const again = await yours('jules');
      expect(textOf(mine(again)[0]))
        .to.contain('It was removed.')
        .and.contain('Ideas, not people.');
      expect(textOf(again)).not.to.match(/elephants|Ben|Chloé|Again/);
    });

    it('are taken back where they stand while nobody examines them', async () => {
      const post = await flagged(await place(), 'Perhaps rude.', []);
      await flag('gus', { kind: 'post', id: post.id });
      const element = await yours('gus');
      const item = mine(element)[0]!;
      press(item.querySelector('button'));
      await until(() => textOf(item).includes('Withdrawn'));
      expect(item.querySelector('button')).to.equal(null);
      expect(element.shadowRoot!.activeElement).to.equal(item);
      expect(textOf(one(element, '.own [role="status"]'))).to.equal('Your flag was withdrawn.');
      const { items } = await world.as<FlagPage>('gus', 'GET', `/v1/flags?kind=post&id=${post.id}`);
      expect(items[0]!.state).to.equal('withdrawn');
    });

    it('come a few at a time, and earlier ones when asked for', async () => {
      const slug = await place();
      for (let count = 0; count < 11; count++) {
        const post = await world.post('ben', `Rude ${count}`, { community: slug });
        await flag('fay', { kind: 'post', id: post.id });
      }
      const element = await yours('fay');
      const shown = mine(element).length;
      press(all(element, '.own > button').at(-1)!);
      const first = await until(() => mine(element)[shown]);
      expect(element.shadowRoot!.activeElement).to.equal(first);
      expect(new Set(mine(element).map(({ dataset }) => dataset['flag'])).size).to.equal(mine(element).length);
    });

    it('lie beside the cases for those who examine', async () => {
      const post = await flagged(await place(), 'Rude.', []);
      await flag('eric', { kind: 'post', id: post.id });
      const desk = await mount('eric');
      press(await until(() => all(desk, '.shelves button').at(3)));
      await until(() => mine(desk).length === 1);
      expect(all(desk, '.shelves [aria-pressed="true"]').map(textOf)).to.deep.equal(['Your flags']);
      press(all(desk, '.shelves button')[0]!);
      await until(() => one(desk, '.state, .cases'));
      expect(mine(desk)).to.have.length(0);
    });

    it('say plainly that nobody can examine one, and can be asked for again when that fails', async () => {
      const post = await world.post('mona', 'All of you are lazy.', { community: null });
      await flag('hugo', { kind: 'post', id: post.id });
      let down = true;
      const element = await world.mount('hugo', '<parvis-moderation></parvis-moderation>', {
        fetch: faulty((url) => (down && url.includes('/v1/flags') ? offline() : undefined)),
      });
      const retry = await until(() => one(element, '.own .state button'));
      down = false;
      press(retry);
      await until(() => textOf(one(element, '.own .notice')).includes('Nobody can look at it for now'));
      await expect(element).to.be.accessible();
    });
  });
});
