import { expect } from '@open-wc/testing';
import { World, all, one, textOf, until } from '../../../../test/elements/support.ts';
import '../feed/define.ts';
import '../communities/define.ts';
import { addPseudo, pseudo } from '../../../../stories/support/pseudo.ts';
import { addLocale } from '../provider/added.ts';

describe('languages', () => {
  let world: World;
  before(async () => {
    world = await World.open();
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const feed = async (lang: string) => {
    const slug = await world.community();
    await world.post('ana', 'Grüezi', { community: slug });
    const element = await world.mount('ana', `<parvis-feed scope="community" for="${slug}"></parvis-feed>`, { lang });
    await until(() => one(element, 'article'));
    return element;
  };

  it('has dates of Europe in English that names no country, and those of the country it names', async () => {
    const [plain, british, american] = await Promise.all(['en', 'en-GB', 'en-US'].map(feed));
    const noon = '2024-03-05T12:00:00';
    expect(plain!.localize.date(noon, 'year')).to.equal('5 Mar 2024');
    expect(british!.localize.date(noon, 'year')).to.equal('5 Mar 2024');
    expect(american!.localize.date(noon, 'year')).to.equal('Mar 5, 2024');
  });

  it('speaks a language that the host adds, at once where it is asked for, and falls back term by term', async () => {
    const element = await feed('de-CH');
    expect(textOf(one(element, '[data-act=thread]'))).to.contain('Comment');
    addLocale('de', {
      comments: { one: '{0} Kommentar', other: '{0} Kommentare' },
      postReaders: '{0} · gelesen von: {1}',
    });
    await element.updateComplete;
    await until(() => textOf(one(element, '[data-act=thread]')).includes('Kommentar'));
    const { localize } = element;
    expect(localize.term('comments', 1)).to.equal('1 Kommentar');
    expect(localize.term('comments', 7)).to.equal('7 Kommentare');
    expect(localize.term('postPinned')).to.equal('Pinned');
    expect(localize.date('2024-03-05T12:00:00', 'year')).to.match(/^5\. März 2024$/);
    expect(localize.language).to.equal('en');
  });

  it('has as many plural forms as the added language has', async () => {
    addLocale('pl', { comments: { one: '{0} komentarz', few: '{0} komentarze', many: '{0} komentarzy' } });
    const { localize } = await feed('pl');
    expect([1, 2, 5, 22].map((count) => localize.term('comments', count))).to.deep.equal([
      '1 komentarz',
      '2 komentarze',
      '5 komentarzy',
      '22 komentarze',
    ]);
  });

  it('says other words of the host in a language that is spoken already', async () => {
    addLocale('fr-be', { postPinned: 'Punaisée' });
    const [belgian, french] = await Promise.all([feed('fr-BE'), feed('fr')]);
    expect(belgian!.localize.term('postPinned')).to.equal('Punaisée');
    expect(belgian!.localize.term('postLocked')).to.equal(french!.localize.term('postLocked'));
    expect(french!.localize.term('postPinned')).to.equal('Épinglée');
  });

  it('takes languages from a file that the provider names, and goes on where there is none', async () => {
    const file = URL.createObjectURL(new Blob([JSON.stringify({ eo: { postPinned: 'Alpinglita' } })]));
    const element = await feed('eo');
    element.closest('parvis-provider')!.setAttribute('locales', '/test/nothing-here');
    element.closest('parvis-provider')!.setAttribute('locales', file);
    await until(() => element.localize.term('postPinned') === 'Alpinglita');
    URL.revokeObjectURL(file);
  });

  it('shows no words but translated ones: in a language of accents nothing stays plain', async () => {
    await addPseudo();
    const element = await feed(pseudo);
    const communities = await world.mount('ana', '<parvis-communities></parvis-communities>', { lang: pseudo });
    await until(() => all(communities, 'li').length > 0);
    for (const shown of [element, communities])
      for (const text of chrome(shown)) expect(text, 'a text that no term says').to.match(/^\P{L}|\[/u);
  });
});

/** What the buttons, labels and names of an element say: all that people have not written. */
const chrome = (element: Element) =>
  all(element, 'button, summary, label, [role=status], [aria-label]')
    .filter((one) => !one.closest('[dir=auto], bdi, [data-person]') && !one.querySelector('bdi, [dir=auto]'))
    .flatMap((one) => [one.getAttribute('aria-label') ?? '', textOf(one)])
    .filter((text) => /\p{L}{2}/u.test(text) && !/^Place \d+$/.test(text));
