import { expect } from '@open-wc/testing';
import type { Case, Charter, Comment, Flag, Post } from '@parvis/contracts';
import { World, all, faulty, offline, one, press, textOf, type, until } from '../../../../test/elements/support.ts';
import type { ParvisProvider } from '../provider/provider.ts';
import '../feed/define.ts';
import '../post/define.ts';
import './define.ts';
import type { ParvisFlagButton } from './flag-button.ts';

const button = (element: Element) => one(element, '.open');
const dialog = (element: Element) => one<HTMLDialogElement>(element, 'dialog');
const reasons = (element: Element) => all(element, '.reason');
const send = (element: Element) => one(element, 'form .primary');
const state = (element: Element) => button(element)?.dataset.state;

describe('parvis-flag-button', () => {
  let world: World;
  before(async () => {
    world = await World.open();
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const flagOn = (post: Post, more = '') =>
    `<parvis-flag-button kind="post" for="${post.id}" ${more}></parvis-flag-button>`;
  const mount = async (person: string, markup: string, options = {}) => {
    const element = await world.mount<ParvisFlagButton>(person, markup, options);
    await until(() => one(element, '.open, .why'));
    return element;
  };
  const openForm = async (element: Element) => {
    press(await until(() => button(element)));
    await until(() => dialog(element)?.open && reasons(element).length > 0);
  };
  const sendFlag = async (element: Element, reason = 1, note = '') => {
    await openForm(element);
    press(reasons(element)[reason]!.querySelector('input'));
    if (note) type(one(element, '#note'), note);
    press(send(element));
    await until(() => one(element, '.steps'));
  };
  const caseOf = async (post: Post): Promise<Case> => {
    const { items } = await world.as<{ items: Case[] }>('chloe', 'GET', '/v1/cases?limit=100');
    return items.find(({ copy }) => copy.id === post.id)!;
  };

  it('offers the articles that are about such a thing, each with what it asks for, and the law', async () => {
    const post = await world.post('ben', 'Buy my old car!');
    const element = await mount('ana', flagOn(post));
    expect(textOf(button(element))).to.equal('Flag this post');
    await openForm(element);
    expect(reasons(element).map((reason) => textOf(reason.querySelector('b')))).to.deep.equal([
      'Article 1: Professional content',
      'Article 2: Respect',
      'Article 3: Confidentiality',
      'Article 4: No rumours',
      'Article 5: Clients and suppliers',
      'Article 6: Working hours',
      'The law',
    ]);
    expect(textOf(reasons(element)[1])).to.contain('Discuss ideas, never attack people.');
    const person = await mount(
      'ana',
      `<parvis-flag-button kind="person" for="${world.people.ben}"></parvis-flag-button>`,
    );
    await openForm(person);
    expect(reasons(person)).to.have.length(4);
  });

  it('shows nobody what somebody else was writing in it before they signed in', async () => {
    const post = await world.post('chloe', 'Disputed');
    const element = await mount('ana', flagOn(post));
    await openForm(element);
    press(reasons(element)[1]!.querySelector('input'));
    type(one(element, '#note'), 'Between us');
    let known!: () => void;
    const answer = new Promise<void>((resolve) => (known = resolve));
    const getToken = () => answer.then(() => world.token('ben'));
    (element.parentElement as ParvisProvider).configure({ getToken });
    await until(() => one<HTMLTextAreaElement>(element, '#note')?.value === '');
    known();
    await until(() => button(element) && reasons(element).length > 0);
    expect(one<HTMLTextAreaElement>(element, '#note')!.value).to.equal('');
    expect(all(element, '.reason input:checked')).to.have.length(0);
  });

  it('sends the flag, thanks, and becomes its receipt', async () => {
    const post = await world.post('ben', 'Buy my old car!');
    const element = await mount('ana', flagOn(post));
    const told: string[] = [];
    element.addEventListener('parvis-flag-created', (event) => told.push(event.flag.note));
    await sendFlag(element, 0, 'An advertisement.');
    expect(told).to.deep.equal(['An advertisement.']);
    expect(textOf(one(element, 'h2'))).to.equal('Thank you. Your flag has arrived.');
    expect(element.shadowRoot!.activeElement).to.equal(one(element, 'h2'));
    expect(textOf(one(element, '.said')))
      .to.contain('Article 1')
      .and.contain('An advertisement.');
    expect(textOf(one(element, '[aria-current="step"] b'))).to.equal('Received');
    expect(state(element)).to.equal('received');
    press(one(element, '.form-end .primary'));
    await until(() => !dialog(element)!.open);
    expect(element.shadowRoot!.activeElement).to.equal(button(element));
    expect(textOf(button(element))).to.equal('Flagged');
    expect((await caseOf(post)).flags).to.have.length(1);
  });

  it('shows live that it is examined, and then what was decided and why', async () => {
    const post = await world.post('ben', 'You are all lazy.');
    const element = await mount('ana', flagOn(post));
    await sendFlag(element);
    await world.streaming(element);
    const { id, flags } = await caseOf(post);
    await world.as('chloe', 'PUT', `/v1/cases/${id}/claim`);
    await until(() => state(element) === 'examined');
    expect(textOf(one(element, '[aria-current="step"] b'))).to.equal('Examined');
    expect(all(element, '.form-end button').map(textOf)).to.deep.equal(['Close']);
    await world.as('chloe', 'PUT', `/v1/cases/${id}/decision`, {
      decision: 'remove',
      article: flags[0]!.article!.id,
      publicNote: 'Ideas, not people.',
    });
    await until(() => state(element) === 'decided');
    await until(() => textOf(one(element, '.outcome')).includes('Ideas, not people.'));
    expect(textOf(one(element, '.outcome')))
      .to.contain('It was removed.')
      .and.contain('Article 2: Respect');
    expect(textOf(element)).not.to.contain('Chloé');
  });

  it('takes a flag back, says so, and can be sent again', async () => {
    const post = await world.post('ben', 'Perhaps rude.');
    const element = await mount('ana', flagOn(post));
    let withdrawn = 0;
    element.addEventListener('parvis-flag-withdrawn', () => withdrawn++);
    await sendFlag(element);
    press(all(element, '.form-end button').find((one) => textOf(one) === 'Withdraw flag'));
    await until(() => !dialog(element)!.open);
    expect(state(element)).to.equal(undefined);
    expect(textOf(one(element, '[role="status"]'))).to.equal('Your flag was withdrawn.');
    expect(element.shadowRoot!.activeElement).to.equal(button(element));
    expect(withdrawn).to.equal(1);
    await sendFlag(element);
  });

  it('asks for a reason, and where it is the law which one and why, before it sends; its number is in the receipt', async () => {
    const post = await world.post('ben', 'Hm.');
    const element = await mount('ana', flagOn(post));
    await openForm(element);
    press(send(element));
    await until(() => textOf(one(element, '.wrong')) === 'Choose what it goes against.');
    expect(element.shadowRoot!.activeElement).to.equal(reasons(element)[0]!.querySelector('input'));
    press(reasons(element).at(-1)!.querySelector('input'));
    press(send(element));
    await until(() => all(element, '.wrong').length === 2);
    expect(all(element, '.wrong').map(textOf)).to.deep.equal([
      'Name the law or rule that it breaks.',
      'Say what is illegal about it.',
    ]);
    expect(element.shadowRoot!.activeElement).to.equal(one(element, '#law'));
    await expect(element).to.be.accessible();
    type(one(element, '#law'), 'Press act, article 29');
    press(send(element));
    await until(() => textOf(one(element, '.wrong')) === 'Say what is illegal about it.');
    expect(element.shadowRoot!.activeElement).to.equal(one(element, '#note'));
    type(one(element, '#note'), 'Public insult');
    await until(() => textOf(one(element, '.count')).includes('13 of 500'));
    press(send(element));
    await until(() => one(element, '.steps'));
    expect(textOf(one(element, '.said')))
      .to.contain('The law')
      .and.contain('Press act, article 29');
    const [flag] = (await world.as<{ items: Flag[] }>('ana', 'GET', `/v1/flags?kind=post&id=${post.id}`)).items;
    expect(textOf(one(element, '.reference b'))).to.equal(flag!.reference);
    expect(one(element, '.redress')).to.equal(undefined);
    await expect(element).to.be.accessible();
    await world.streaming(element);
    const { id } = await caseOf(post);
    await world.as('chloe', 'PUT', `/v1/cases/${id}/claim`);
    await world.as('chloe', 'PUT', `/v1/cases/${id}/decision`, {
      ...{ decision: 'remove', article: null, law: 'Press act, article 29', publicNote: 'It names her.' },
    });
    await until(() => textOf(one(element, '.outcome')).includes('Press act, article 29'));
    expect(textOf(one(element, '.redress'))).to.contain('works council');
  });

  it('keeps what was chosen and written when sending fails, and sends it once', async () => {
    const post = await world.post('ben', 'Rude.');
    let down = true;
    const element = await mount('ana', flagOn(post), {
      fetch: faulty((_, init) => (down && init.method === 'POST' ? offline() : undefined)),
    });
    let failed = 0;
    element.addEventListener('parvis-flag-error', () => failed++);
    await openForm(element);
    press(reasons(element)[2]!.querySelector('input'));
    type(one(element, '#note'), 'Second line.');
    press(send(element));
    await until(() => textOf(one(element, '.problem')).includes('No answer'));
    expect(failed).to.equal(1);
    dialog(element)!.close();
    await openForm(element);
    expect(one<HTMLTextAreaElement>(element, '#note')!.value).to.equal('Second line.');
    expect(reasons(element)[2]!.querySelector('input')!.checked).to.equal(true);
    down = false;
    press(send(element));
    await until(() => one(element, '.steps'));
    expect((await caseOf(post)).flags).to.have.length(1);
  });

  it('says in words when a day’s flags are used up', async () => {
    const post = await world.post('ben', 'Rude.');
    const element = await mount('ana', flagOn(post), {
      fetch: faulty((_, init) =>
        init.method === 'POST'
          ? new Response(JSON.stringify({ code: 'rate-limited', status: 429, title: '', detail: '' }), {
              status: 429,
              headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '7201' },
            })
          : undefined,
      ),
    });
    await openForm(element);
    press(reasons(element)[0]!.querySelector('input'));
    press(send(element));
    await until(() => textOf(one(element, '.problem')).includes('Come back in 3 hours'));
  });

  it('lets one choose again when the charter changed meanwhile, and keeps what was written', async () => {
    const post = await world.post('ben', 'Rude.');
    let answer: Response | undefined;
    const element = await mount('ana', flagOn(post), {
      fetch: faulty((_, init) => (init.method === 'POST' ? answer : undefined)),
    });
    await openForm(element);
    answer = new Response(
      JSON.stringify({
        code: 'invalid-request',
        status: 422,
        title: '',
        errors: [{ path: 'article', message: 'old' }],
      }),
      { status: 422, headers: { 'Content-Type': 'application/problem+json' } },
    );
    press(reasons(element)[1]!.querySelector('input'));
    type(one(element, '#note'), 'Second line.');
    press(send(element));
    await until(() => textOf(one(element, '.problem')).includes('The charter has changed'));
    expect(all(element, '.reason input:checked')).to.have.length(0);
    expect(one<HTMLTextAreaElement>(element, '#note')!.value).to.equal('Second line.');
    answer = undefined;
    press(reasons(element)[1]!.querySelector('input'));
    press(send(element));
    await until(() => one(element, '.steps'));
  });

  it('shows the receipt when the same thing was flagged from another page meanwhile', async () => {
    const post = await world.post('ben', 'Rude.');
    const element = await mount('ana', flagOn(post), {
      fetch: faulty((url) => (url.endsWith('/v1/stream') ? offline() : undefined)),
    });
    await openForm(element);
    const { articles } = await world.as<{ articles: { id: string }[] }>('ana', 'GET', '/v1/charter');
    await world.as('ana', 'POST', '/v1/flags', { subject: { kind: 'post', id: post.id }, article: articles[0]!.id });
    press(reasons(element)[1]!.querySelector('input'));
    press(send(element));
    await until(() => textOf(one(element, '.said')).includes('Article 1'));
    expect(state(element)).to.equal('received');
  });

  it('says why where there is nothing to flag', async () => {
    const own = await world.post('ana', 'My own words');
    const mine = await mount('ana', flagOn(own));
    await until(() => textOf(one(mine, '.why')).includes('your own'));
    const page = await mount('ana', '<parvis-flag-button url="https://elsewhere.test/"></parvis-flag-button>');
    await until(() => textOf(one(page, '.why')).includes('not one of those set up'));
    const unknown = await mount(
      'ana',
      '<parvis-flag-button kind="post" for="019c0000-0000-7000-8000-000000000000"></parvis-flag-button>',
    );
    await until(() => textOf(one(unknown, '.why')).includes('nothing here to flag'));
  });

  it('says why to whoever is signed out, and becomes a button when they sign in', async () => {
    const post = await world.post('ben', 'Rude.');
    const element = await world.mount<ParvisFlagButton>('ana', flagOn(post));
    (element.parentElement as ParvisProvider).configure({ getToken: () => Promise.resolve(null) });
    await until(() => textOf(one(element, '.why')).includes('You are not signed in'));
    (element.parentElement as ParvisProvider).configure({ getToken: () => world.token('ana') });
    await until(() => button(element));
  });

  it('says before anything is written that a day’s flags are used up', async () => {
    const posts = await Promise.all(Array.from({ length: 21 }, (_, index) => world.post('ben', `Rude, ${index}.`)));
    const { articles } = await world.as<Charter>('chloe', 'GET', '/v1/charter');
    for (const { id } of posts.slice(0, 20))
      await world.as('chloe', 'POST', '/v1/flags', { subject: { kind: 'post', id }, article: articles[0]!.id });
    const element = await mount('chloe', flagOn(posts[20]!));
    await until(() => textOf(one(element, '.why')).includes('as many flags as a day allows'));
  });

  it('alone on a page of the intranet flags that page, by the address it gives itself', async () => {
    const canonical = document.createElement('link');
    canonical.rel = 'canonical';
    canonical.href = 'https://intranet.test/rules/travel#costs';
    document.head.append(canonical);
    try {
      const element = await mount('ana', '<parvis-flag-button></parvis-flag-button>');
      await until(() => textOf(button(element)) === 'Flag this page');
      await sendFlag(element);
      const { items } = await world.as<{ items: Case[] }>('chloe', 'GET', '/v1/cases?limit=100');
      expect(items.some(({ copy }) => copy.url === 'https://intranet.test/rules/travel')).to.equal(true);
    } finally {
      canonical.remove();
    }
  });

  it('works by keyboard alone: Ctrl and Enter send, Escape closes, and focus returns', async () => {
    const post = await world.post('ben', 'Rude.');
    const element = await mount('ana', flagOn(post));
    await openForm(element);
    expect(dialog(element)!.contains(element.shadowRoot!.activeElement)).to.equal(true);
    press(reasons(element)[1]!.querySelector('input'));
    one(element, '#note')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
    await until(() => one(element, '.steps'));
    dialog(element)!.requestClose();
    await until(() => element.shadowRoot!.activeElement === button(element));
  });

  it('in a feed stands with each post of others and becomes its receipt there', async () => {
    const slug = await world.community();
    const mine = await world.post('ana', 'Mine', { community: slug });
    const theirs = await world.post('ben', 'Theirs', { community: slug });
    const feed = await world.mount('ana', `<parvis-feed scope="community" for="${slug}"></parvis-feed>`);
    const inside = (post: Post) => one(feed, `article[data-id="${post.id}"] parvis-flag-button`);
    const element = await until(() => inside(theirs));
    expect(inside(mine)).to.equal(undefined);
    expect(button(await until(() => button(element) && element))!.title).to.equal('Flag this post');
    await sendFlag(element);
    expect(textOf(button(element))).to.equal('Flagged');
  });

  it('speaks French', async () => {
    const post = await world.post('ben', 'Rude.');
    const element = await mount('ana', flagOn(post), { lang: 'fr' });
    expect(textOf(button(element))).to.equal('Signaler cette publication');
    await openForm(element);
    expect(textOf(reasons(element)[2])).to.contain('Article 3 : Confidentialité');
    await expect(element).to.be.accessible();
  });

  it('offers to try again when the charter cannot be loaded', async () => {
    const post = await world.post('ben', 'Rude.');
    let down = true;
    const element = await mount('ana', flagOn(post), {
      fetch: faulty((url) => (down && url.includes('/v1/charter') ? offline() : undefined)),
    });
    press(await until(() => button(element)));
    const retry = await until(() => one(element, '.state button'));
    down = false;
    press(retry);
    await until(() => reasons(element).length > 0);
  });

  it('has no violation that axe finds: closed, asked, wrong, received', async () => {
    const post = await world.post('ben', 'Rude.');
    const element = await mount('ana', flagOn(post));
    await expect(element).to.be.accessible();
    await openForm(element);
    press(send(element));
    await until(() => one(element, '.wrong'));
    await expect(element).to.be.accessible();
    press(reasons(element)[1]!.querySelector('input'));
    press(send(element));
    await until(() => one(element, '.steps'));
    await expect(element).to.be.accessible();
  });
});

describe('a thing that goes while its reporter looks at it', () => {
  let world: World;
  let slug: string;
  let articles: Charter['articles'];
  before(async () => {
    world = await World.open({
      people: [
        { userName: 'ana', name: 'Ana Duval' },
        { userName: 'ben', name: 'Ben Okafor' },
        { userName: 'chloe', name: 'Chloé Martin', roles: ['moderator'] },
        { userName: 'fay', name: 'Fay Moreau' },
        { userName: 'gus', name: 'Gus Arnaud' },
      ],
      communities: [],
    });
    ({ articles } = await world.as<Charter>('ana', 'GET', '/v1/charter'));
  });
  beforeEach(async () => {
    slug = await world.community({
      members: { ana: 'member', ben: 'member', fay: 'member', gus: 'member', chloe: 'steward' },
    });
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const flag = (who: string, kind: string, id: string) =>
    world.as(who, 'POST', '/v1/flags', { subject: { kind, id }, article: articles[1]!.id });
  const decide = async (id: string, decision = 'remove', community?: string) => {
    const { items } = await world.as<{ items: Case[] }>('chloe', 'GET', '/v1/cases?limit=100');
    const found = items.find(({ copy }) => copy.id === id)!;
    await world.as('chloe', 'PUT', `/v1/cases/${found.id}/decision`, {
      decision,
      article: decision === 'keep' ? null : articles[1]!.id,
      publicNote: 'Ideas, not people.',
      ...(community && { community }),
    });
  };
  const feed = async () => {
    const element = await world.mount('ana', `<parvis-feed scope="community" for="${slug}"></parvis-feed>`);
    await until(() => one(element, 'article'));
    await world.streaming(element);
    return element;
  };
  const place = (element: Element, post: Post) => one(element, `article[data-id="${post.id}"]`)!;
  const flagButton = (element: Element, within: string) =>
    until(() => {
      const found = one(element, `${within} parvis-flag-button`);
      return found?.shadowRoot && button(found) ? found : undefined;
    });
  const open = async (element: Element) => {
    press(button(element));
    await until(() => dialog(element)?.open && one(element, '.reason, .steps'));
  };
  const hasFocus = (element: Element) => dialog(element)!.contains(element.shadowRoot!.activeElement);

  it('leaves its place in the feed when the flag holds it at once: thanks, focus and receipt stay', async () => {
    const post = await world.post('ben', 'Purple elephants are lazy.', { community: slug });
    await flag('fay', 'post', post.id);
    await flag('gus', 'post', post.id);
    const element = await feed();
    const its = await flagButton(element, `article[data-id="${post.id}"]`);
    await open(its);
    press(reasons(its)[1]!.querySelector('input'));
    press(send(its));
    const notice = await until(() => place(element, post).querySelector('.gone'));
    await until(() => textOf(notice) === 'You flagged this. It is no longer shown.');
    await until(() => textOf(one(its, 'h2')) === 'Thank you. Your flag has arrived.');
    expect(its.isConnected && dialog(its)!.open).to.equal(true);
    expect(hasFocus(its)).to.equal(true);
    expect(textOf(element)).not.to.match(/elephants|Ben/);
    expect(element.shadowRoot!.innerHTML).not.to.match(/elephants|Ben Okafor/);
    press(one(its, '.form-end .primary'));
    await until(() => its.shadowRoot!.activeElement === button(its));
    expect(state(its)).to.equal('received');
    await expect(element).to.be.accessible();

    await decide(post.id);
    await until(() => state(its) === 'decided');
    await open(its);
    await until(() => textOf(one(its, '.outcome')).includes('Ideas, not people.'));
  });

  it('shows the outcome in the receipt that is open when it is removed', async () => {
    const post = await world.post('ben', 'Purple elephants are lazy.', { community: slug });
    await flag('ana', 'post', post.id);
    const element = await feed();
    const its = await flagButton(element, `article[data-id="${post.id}"]`);
    await open(its);
    await decide(post.id);
    await until(() => textOf(one(its, '.outcome')).includes('Ideas, not people.'));
    await until(() => place(element, post).querySelector('.gone'));
    expect(dialog(its)!.open && hasFocus(its)).to.equal(true);
    expect(textOf(element)).not.to.contain('elephants');
  });

  it('says in its receipt to which community it was moved', async () => {
    const other = await world.community({ name: 'The canteen', members: { ben: 'member', chloe: 'member' } });
    const post = await world.post('ben', 'Purple elephants are lazy.', { community: slug });
    await flag('ana', 'post', post.id);
    await decide(post.id, 'move', world.communities[other]);
    const element = await world.mount('ana', `<parvis-flag-button kind="post" for="${post.id}"></parvis-flag-button>`);
    await until(() => button(element));
    await open(element);
    await until(() => textOf(one(element, '.outcome')).includes('It was moved to “The canteen”.'));
  });

  it('comes back where it stood when it is given back', async () => {
    const post = await world.post('ben', 'Purple elephants are lazy.', { community: slug });
    for (const who of ['fay', 'gus']) await flag(who, 'post', post.id);
    const element = await feed();
    await flag('ana', 'post', post.id);
    const its = await flagButton(element, `article[data-id="${post.id}"]`);
    await open(its);
    await until(() => place(element, post).querySelector('.gone'));
    await decide(post.id, 'keep');
    await until(() => textOf(place(element, post)).includes('elephants'));
    expect(place(element, post).querySelector('.gone')).to.equal(null);
    expect(dialog(its)!.open).to.equal(true);
  });

  it('leaves the form open that was being filled in, which says that nothing is left to flag', async () => {
    const post = await world.post('ben', 'Purple elephants are lazy.', { community: slug });
    await flag('fay', 'post', post.id);
    const element = await feed();
    const its = await flagButton(element, `article[data-id="${post.id}"]`);
    await open(its);
    reasons(its)[1]!.querySelector('input')!.focus();
    await decide(post.id);
    await until(() => textOf(one(its, '.inside')).includes('there is nothing left to flag'));
    await until(() => hasFocus(its));
    expect(dialog(its)!.open).to.equal(true);
    await until(() => textOf(place(element, post).querySelector('.gone')) === 'This is no longer shown.');
    expect(dialog(its)!.open && hasFocus(its)).to.equal(true);
  });

  it('as a comment leaves its place in the thread, also when the whole post goes', async () => {
    const post = await world.post('ben', 'Zebras run.', { community: slug });
    const comment = await world.as<Comment>('ben', 'POST', `/v1/posts/${post.id}/comments`, {
      text: 'Purple elephants are lazy.',
    });
    await world.as('fay', 'POST', `/v1/posts/${post.id}/comments`, { text: 'Giraffes are not.' });
    for (const who of ['fay', 'gus']) await flag(who, 'comment', comment.id);
    const element = await world.mount('ana', `<parvis-post post="${post.id}" with-comments></parvis-post>`);
    const its = await flagButton(element, `[data-comment="${comment.id}"]`);
    await world.streaming(element);
    await open(its);
    press(reasons(its)[1]!.querySelector('input'));
    press(send(its));
    await until(() => textOf(one(element, '.comment .gone')) === 'You flagged this. It is no longer shown.');
    await until(() => textOf(one(its, 'h2')) === 'Thank you. Your flag has arrived.');
    expect(dialog(its)!.open).to.equal(true);
    await until(() => hasFocus(its));
    expect(textOf(element)).to.contain('Giraffes').and.not.contain('elephants');

    await world.as('ben', 'DELETE', `/v1/posts/${post.id}`);
    await until(() => textOf(one(element, 'article > .gone')) === 'This is no longer shown.');
    expect(dialog(its)!.open && hasFocus(its)).to.equal(true);
    expect(textOf(element)).not.to.match(/Giraffes|Zebras/);
  });

  it('is told by its receipt where a page asks for it that was loaded again', async () => {
    const post = await world.post('ben', 'Purple elephants are lazy.', { community: slug });
    await flag('ana', 'post', post.id);
    await decide(post.id);
    const element = await world.mount('ana', `<parvis-post post="${post.id}"></parvis-post>`);
    const its = await flagButton(element, 'article');
    expect(textOf(one(element, '.gone'))).to.equal('You flagged this. It is no longer shown.');
    expect(state(its)).to.equal('decided');
    const stranger = await world.mount('fay', `<parvis-post post="${post.id}"></parvis-post>`);
    await until(() => one(stranger, '[part="error"]'));
  });

  it('says in its receipt when nobody can examine it', async () => {
    const post = await world.post('chloe', 'All of you are lazy.', { community: null });
    const element = await world.mount('ana', `<parvis-flag-button kind="post" for="${post.id}"></parvis-flag-button>`);
    await until(() => button(element));
    await open(element);
    press(reasons(element)[1]!.querySelector('input'));
    press(send(element));
    await until(() => textOf(one(element, '[aria-current="step"]')).includes('Nobody can look at it for now'));
  });
});
