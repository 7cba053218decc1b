import { expect } from '@open-wc/testing';
import type { Charter } from '@parvis/contracts';
import { World, all, faulty, one, press, textOf, type, until } from '../../../../test/elements/support.ts';
import '../composer/define.ts';
import '../post/define.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';

const people = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7'];
/** The dialog that a write of this element is interrupted by. */
const gate = (element: Element) =>
  [...(element as ParvisElement).shadowRoot!.children].find(({ shadowRoot }) => shadowRoot?.querySelector('dialog'));
const opened = async (element: Element) => {
  const place = await until(() => gate(element), 'a dialog');
  await until(() => one(place, '.end'), 'what it offers');
  return place;
};
const closed = (element: Element) => until(() => !gate(element), 'no dialog');
const textarea = (element: Element) => one<HTMLTextAreaElement>(element, '#text');

describe('a write that is interrupted', () => {
  let world: World;
  before(async () => {
    world = await World.open({
      people: [{ userName: 'ana', name: 'Ana Duval' }, ...people.map((userName) => ({ userName, accepted: false }))],
      communities: [
        {
          slug: 'it-help',
          name: 'IT help',
          members: { ana: 'member', ...Object.fromEntries(people.map((one) => [one, 'member' as const])) },
        },
      ],
    });
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const sent: { key: string | null; body: string }[] = [];
  const watched = faulty((url, init) => {
    if (init.method === 'POST' && String(url).endsWith('/v1/posts'))
      sent.push({ key: new Headers(init.headers).get('Idempotency-Key'), body: String(init.body) });
    return undefined;
  });
  const compose = async (person: string, text: string, lang = 'en') => {
    sent.length = 0;
    const composer = await world.mount(person, '<parvis-composer community="it-help"></parvis-composer>', {
      fetch: watched,
      lang,
    });
    await until(() => textarea(composer));
    type(textarea(composer), text);
    const publish = one(composer, '[part="publish"]')!;
    publish.focus();
    press(publish);
    return composer;
  };
  const accepted = async (person: string) => (await world.as<Charter>(person, 'GET', '/v1/charter')).accepted;

  it('opens the charter in place, and goes through with the same key and words once it is accepted', async () => {
    const composer = await compose('n1', 'My very first words');
    const place = await opened(composer);
    expect(textOf(one(place, 'h2'))).to.equal('Before you write: our charter');
    expect(place.shadowRoot!.activeElement).to.equal(one(place, 'h2'));
    expect(all(place, '.article')).to.have.length(8);
    expect(await accepted('n1')).to.equal(null);
    press(one(place, '.end .primary'));
    await until(() => textOf(one(composer, '.done')).includes('Published'));
    await closed(composer);
    expect(sent).to.have.length(2);
    expect(sent[1]).to.deep.equal(sent[0]);
    expect(textarea(composer)!.value).to.equal('');
    expect(await accepted('n1')).to.deep.include({ version: 1, language: 'en' });
  });

  for (const [how, decline] of [
    ['declined', (place: Element) => press(one(place, '.end .outlined'))],
    ['closed', (place: Element) => press(one(place, '.top button'))],
    ['dismissed with Escape', (place: Element) => one<HTMLDialogElement>(place, 'dialog')!.close()],
  ] as const)
    it(`loses nothing when it is ${how}, and asks again at the next attempt`, async () => {
      const composer = await compose('n2', 'Kept words');
      decline(await opened(composer));
      await until(() => textOf(one(composer, '.problem')).includes('you have not accepted the charter'));
      await closed(composer);
      expect(textarea(composer)!.value).to.equal('Kept words');
      press(one(composer, '[part="publish"]'));
      decline(await opened(composer));
      await closed(composer);
      expect(sent).to.have.length(2);
      expect(sent[1]!.key).to.equal(sent[0]!.key);
      expect(await accepted('n2')).to.equal(null);
    });

  it('stands in nobody’s way once its element is taken off the page', async () => {
    await opened(await compose('n2', 'Taken away'));
    world.leave();
    press(one(await opened(await compose('n7', 'The next one')), '.end .primary'));
    await until(async () => (await accepted('n7')) !== null);
  });

  it('is settled where a comment is written as well', async () => {
    const post = await world.post('ana', 'Any news?');
    const element = await world.mount('n3', `<parvis-post post="${post.id}"></parvis-post>`);
    press(await until(() => one(element, '[data-act="thread"]')));
    const field = await until(() => one<HTMLTextAreaElement>(element, '.thread textarea'));
    type(field, 'A first comment');
    field.form!.requestSubmit();
    press(one(await opened(element), '.end .primary'));
    await until(() => all(element, '.comment').some((comment) => textOf(comment).includes('A first comment')));
  });

  it('is told in French, with the charter in French', async () => {
    const composer = await compose('n4', 'Bonjour', 'fr');
    const place = await opened(composer);
    expect(textOf(one(place, 'h2'))).to.contain('Avant d’écrire');
    expect(textOf(one(place, '.article h3'))).to.contain('Contenu professionnel');
    press(one(place, '.end .primary'));
    await until(() => !textarea(composer)!.value);
    expect(await accepted('n4')).to.deep.include({ language: 'fr' });
  });

  it('goes on by itself where the charter was accepted in another tab meanwhile', async () => {
    await world.as('n5', 'PUT', '/v1/me/charter', { version: 1, language: 'en' });
    let once = true;
    const composer = await world.mount('n5', '<parvis-composer community="it-help"></parvis-composer>', {
      fetch: faulty((_, init) => {
        if (!once || init.method !== 'POST') return undefined;
        once = false;
        return new Response(JSON.stringify({ code: 'charter-not-accepted', status: 403, title: 'x' }), {
          status: 403,
          headers: { 'Content-Type': 'application/problem+json' },
        });
      }),
    });
    await until(() => textarea(composer));
    type(textarea(composer), 'Accepted elsewhere');
    press(one(composer, '[part="publish"]'));
    await until(() => textOf(one(composer, '.done')).includes('Published'));
    await closed(composer);
  });

  it('says what is wrong when accepting fails, and can be tried again', async () => {
    let down = true;
    const composer = await world.mount('n6', '<parvis-composer community="it-help"></parvis-composer>', {
      fetch: faulty((_, init) => (down && init.method === 'PUT' ? new Response('{}', { status: 503 }) : undefined)),
    });
    await until(() => textarea(composer));
    type(textarea(composer), 'Second attempt');
    press(one(composer, '[part="publish"]'));
    const place = await opened(composer);
    press(one(place, '.end .primary'));
    await until(() => one(place, '.problem'));
    down = false;
    press(one(place, '.end .primary'));
    await until(() => textOf(one(composer, '.done')).includes('Published'));
  });

  describe('by words that stewards ask about', () => {
    let screened: World;
    before(async () => {
      screened = await World.open({
        people: [
          { userName: 'ana', name: 'Ana Duval' },
          { userName: 'chloe', name: 'Chloé Martin' },
        ],
        communities: [{ slug: 'it-help', name: 'IT help', members: { ana: 'member', chloe: 'steward' } }],
      });
      const path = `/v1/communities/${screened.communities['it-help']}/screening`;
      const { tag } = await screened.as<{ tag: string }>('chloe', 'GET', path);
      await screened.as('chloe', 'PUT', path, {
        ...{ tag, words: { refuse: ['idiot'], hold: ['layoff'], nudge: ['asap'] }, newcomers: 0, everything: false },
        ...{ people: [], external: false },
      });
    });
    afterEach(() => screened.clear());
    after(() => screened.close());

    const write = async (text: string) => {
      sent.length = 0;
      const markup = '<parvis-composer community="it-help"></parvis-composer>';
      const composer = await screened.mount('ana', markup, { fetch: watched });
      await until(() => textarea(composer));
      type(textarea(composer), text);
      press(one(composer, '[part="publish"]'));
      return composer;
    };

    it('names them, and sends the same words with the same key where they are meant', async () => {
      const composer = await write('I need it ASAP');
      const place = await opened(composer);
      expect(textOf(one(place, 'h2'))).to.equal('Would you rephrase?');
      expect(all(place, '.said li').map(textOf)).to.deep.equal(['asap']);
      await expect(place).to.be.accessible();
      press(one(place, '.end .outlined'));
      await until(() => textOf(one(composer, '.done')).includes('Published'));
      expect(sent).to.have.length(2);
      expect(sent[1]!.key).to.equal(sent[0]!.key);
      expect(JSON.parse(sent[1]!.body)).to.deep.equal({ ...JSON.parse(sent[0]!.body), confirmed: true });
    });

    it('keeps the text of whoever would rather rephrase, and sends nothing', async () => {
      const composer = await write('Do it asap');
      press(one(await opened(composer), '.end .primary'));
      await closed(composer);
      expect(textarea(composer)!.value).to.equal('Do it asap');
      expect(sent).to.have.length(1);
    });

    it('does not call published what a steward reads first', async () => {
      const composer = await write('Another layoff?');
      await until(() => textOf(one(composer, '.done')).includes('A steward reads it first'));
      expect(gate(composer)).to.equal(undefined);
      expect(textarea(composer)!.value).to.equal('');
    });

    it('keeps a text that is refused, names why, and offers no way around it', async () => {
      const composer = await write('You idiot');
      const place = await opened(composer);
      expect(textOf(one(place, 'h2'))).to.equal('Not in these words');
      expect(all(place, '.said li').map(textOf)).to.deep.equal(['idiot']);
      expect(all(place, '.end button')).to.have.length(1);
      await expect(place).to.be.accessible();
      press(one(place, '.end button'));
      await closed(composer);
      expect(textarea(composer)!.value).to.equal('You idiot');
      expect(sent).to.have.length(1);
    });
  });
});
