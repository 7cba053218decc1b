import { expect } from '@open-wc/testing';
import type { Charter, CharterDraft } from '@parvis/contracts';
import {
  World,
  all,
  expectAccessible,
  faulty,
  offline,
  one,
  press,
  textOf,
  type,
  until,
} from '../../../../test/elements/support.ts';
import '../feed/define.ts';
import './define.ts';

const tag = '<parvis-charter></parvis-charter>';
const turnTo = async (element: Element, view: string) => {
  press(await until(() => one(element, `[data-view="${view}"]`)));
  return until(() => one(element, '.part'), view);
};
const act = (element: Element, word: string) =>
  press(all(element, 'button').find((button) => [textOf(button), button.title, button.ariaLabel].includes(word)));

/** What the page handed over as a file, instead of saving it. */
async function fileOf(deed: () => void): Promise<{ name: string; text: string }> {
  const [make, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
  try {
    return await new Promise((resolve) => {
      let blob: Blob;
      URL.createObjectURL = (made) => {
        blob = made as Blob;
        return 'blob:made';
      };
      HTMLAnchorElement.prototype.click = function () {
        void blob.text().then((text) => resolve({ name: this.download, text }));
      };
      deed();
    });
  } finally {
    URL.createObjectURL = make;
    HTMLAnchorElement.prototype.click = click;
  }
}

describe('parvis-charter', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open({
      people: [
        { userName: 'ana', name: 'Ana Duval' },
        { userName: 'new', name: 'Nour Haddad', accepted: false },
        { userName: 'root', name: 'Ruth Weber', roles: ['admin'] },
        { userName: 'toor', name: 'Theo Blanc', roles: ['admin'] },
      ],
      communities: [{ slug: 'it-help', name: 'IT help', members: { ana: 'member' } }],
    });
  });
  afterEach(() => world.close());

  const draft = () => world.as<CharterDraft>('root', 'GET', '/v1/charter/draft');
  const save = (from: CharterDraft, change: (index: number) => string, more: object = {}) =>
    world.as<CharterDraft>('root', 'PUT', '/v1/charter/draft', {
      ...{ tag: from.tag, major: true, summary: { en: 'Clearer', fr: 'Plus clair' }, publishAt: null },
      articles: from.articles.map(({ subjects, title, source }, index) => ({
        ...{ subjects, title },
        source: { ...source, en: source.en + change(index) },
      })),
      ...more,
    });
  const publish = async () => {
    const { tag } = await save(await draft(), (index) => (index === 1 ? '\n\nListen first.' : ''));
    await world.as('root', 'PUT', '/v1/charter/draft/published', { tag });
  };

  it('reads the charter in its reader’s language, and says what they accepted and when', async () => {
    const english = await world.mount('ana', tag);
    await until(() => all(english, '.article').length === 8);
    expect(textOf(one(english, '.article h3'))).to.equal('Article 1: Professional content');
    expect(textOf(one(english, '.acceptance'))).to.match(/^You accepted version 1 on /);
    expect(one(english, '[data-view="draft"]')).to.equal(undefined);
    await expectAccessible(english);
    const french = await world.mount('ana', tag, { lang: 'fr' });
    await until(() => textOf(one(french, '.article h3')).includes('Contenu professionnel'));
    expect(textOf(one(french, '.acceptance'))).to.match(/^Vous avez accepté la version 1 le /);
  });

  it('is read without being accepted, and accepted with one press', async () => {
    const element = await world.mount('new', tag);
    await until(() => all(element, '.article').length === 8);
    expect(textOf(one(element, '.acceptance'))).to.contain('Reading needs no acceptance.');
    act(element, 'Accept');
    await until(() => textOf(one(element, '.acceptance')).startsWith('You accepted version 1'));
    expect(element.shadowRoot!.activeElement).to.equal(one(element, '.acceptance'));
    expect((await world.as<Charter>('new', 'GET', '/v1/charter')).accepted).to.deep.include({ version: 1 });
  });

  it('says what is wrong where accepting fails, and can be tried again', async () => {
    let down = true;
    const element = await world.mount('new', tag, {
      fetch: faulty((_, { method }) => (down && method === 'PUT' ? new Response('{}', { status: 503 }) : undefined)),
    });
    await until(() => one(element, '.acceptance .primary'));
    act(element, 'Accept');
    await until(() => one(element, '.acceptance .problem'));
    down = false;
    act(element, 'Accept');
    await until(() => one(element, '.good'));
  });

  it('accepts no version but the one that was read', async () => {
    const element = await world.mount('new', tag);
    await until(() => one(element, '.acceptance .primary'));
    await publish();
    act(element, 'Accept');
    await until(() => textOf(one(element, '.acceptance')).includes('Another version'), 'what is new').catch(() => {});
    expect((await world.as<Charter>('new', 'GET', '/v1/charter')).accepted).to.equal(null);
    act(element, 'Read it');
    await until(() => textOf(one(element, '.version')).startsWith('Version 2'));
    act(element, 'Accept');
    await until(() => textOf(one(element, '.good')).startsWith('You accepted version 2'));
  });

  it('shows the versions there were, and word by word what changed', async () => {
    await publish();
    const element = await world.mount('ana', tag);
    await turnTo(element, 'history');
    expect(all(element, '[data-version]').map((item) => item.dataset.version)).to.deep.equal(['2', '1']);
    expect(textOf(one(element, '[data-version="2"]')))
      .to.contain('Clearer')
      .and.contain('Article 2 changed');
    act(element, 'Version 2, What changed');
    await until(() => one(element, 'ins'));
    expect(textOf(one(element, 'ins'))).to.equal('Listen first.');
    act(element, 'Version 1, How it reads');
    await until(() => all(element, '[data-version="1"] .article').length === 8);
    expect(textOf(one(element, '[data-version="1"] .articles'))).not.to.contain('Listen first.');
    await expectAccessible(element);
  });

  it('hands its reader the proof of what they accepted: its text makes the digest again', async () => {
    await world.as('new', 'PUT', '/v1/me/charter', { version: 1, language: 'en' });
    const element = await world.mount('new', tag);
    await turnTo(element, 'own');
    const { name, text } = await fileOf(() => act(element, 'Download the proof for version 1'));
    expect(name).to.equal('charter-version-1.json');
    const proof = JSON.parse(text) as { sha256: string; text: object };
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(proof.text)));
    const hex = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(proof.sha256).to.equal(hex);
    expect(textOf(one(element, '.part code'))).to.equal(hex);
    await expectAccessible(element);
  });

  it('is written by administrators, previewed as it will be read, and put in force', async () => {
    const element = await world.mount('root', tag);
    await turnTo(element, 'draft');
    await expectAccessible(element);
    type(one(element, '#source-0-en'), 'Write **for work**.');
    act(element, 'French');
    await until(() => one(element, '#source-0-fr'));
    type(one(element, '#source-0-fr'), 'Écrivez **pour le travail**.');
    act(element, 'Save and preview');
    await until(() => textOf(one(element, '.articles strong')) === 'pour le travail');
    expect((await world.as<Charter>('ana', 'GET', '/v1/charter')).version).to.equal(1);
    act(element, 'Go on writing');
    press(await until(() => all<HTMLInputElement>(element, 'input[name="major"]')[1]));
    act(element, 'Publish now…');
    await until(() => one(element, '#draft-sure'));
    act(element, 'Publish');
    await until(() => textOf(one(element, '.said')) === 'Version 2 is in force.');
    const charter = await world.as<Charter>('ana', 'GET', '/v1/charter');
    expect(charter).to.deep.include({ version: 2 });
    expect(charter.abilities.accept).to.equal(true);
  });

  it('leads to what is missing, in the language that lacks it, and sends nothing', async () => {
    const element = await world.mount('root', tag);
    await turnTo(element, 'draft');
    act(element, 'Add an article');
    await until(() => one(element, '#title-8-en'));
    type(one(element, '#title-8-en'), 'Holidays');
    type(one(element, '#source-8-en'), 'Enjoy them.');
    act(element, 'Save');
    const field = await until(() => one(element, '#title-8-fr'));
    await until(() => element.shadowRoot!.activeElement === field);
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    expect((await draft()).edited).to.equal(null);
  });

  it('loses nothing when two administrators write at once: the second is told and chooses', async () => {
    for (const [choice, expected] of [
      ['Save mine in its place', 'Mine'],
      ['Go on with theirs', 'Theirs'],
    ] as const) {
      world.leave();
      const element = await world.mount('toor', tag);
      await turnTo(element, 'draft');
      const from = await draft();
      const { subjects } = from.articles[0]!;
      await save(from, () => '', {
        articles: [{ subjects, title: { en: 'Theirs', fr: 'Le leur' }, source: { en: 'One.', fr: 'Un.' } }],
      });
      type(one(element, '#title-0-en'), 'Mine');
      act(element, 'Save');
      await until(() => textOf(one(element, '.warning')).includes('Ruth Weber changed this draft'));
      expect(one<HTMLInputElement>(element, '#title-0-en')!.value).to.equal('Mine');
      act(element, choice);
      await until(() => !one(element, '.warning'));
      await until(() => one<HTMLInputElement>(element, '#title-0-en')!.value === expected);
      await until(async () => (await draft()).articles[0]!.title.en === expected);
    }
  });

  it('lists for administrators who accepted, and hands the list over', async () => {
    const element = await world.mount('root', tag);
    await turnTo(element, 'signatures');
    await until(() => all(element, 'tbody tr').length > 1);
    expect(textOf(one(element, 'tbody')))
      .to.contain('Ana Duval')
      .and.not.contain('Nour Haddad');
    await expectAccessible(element);
    const { name, text } = await fileOf(() => act(element, 'Export (CSV)'));
    expect(name).to.equal('charter-1.csv');
    expect(text).to.contain('Ana Duval').and.not.contain('Nour Haddad');
  });

  it('can be read again from the foot of every feed, also of one that could not be loaded', async () => {
    for (const fault of [undefined, /\/v1\/posts/]) {
      world.leave();
      const feed = await world.mount('new', '<parvis-feed></parvis-feed>', {
        fetch: faulty((url) => (fault?.test(url) ? offline() : undefined)),
      });
      press(await until(() => one(feed, '.foot button')));
      const place = await until(() => [...feed.shadowRoot!.children].find((child) => one(child, 'dialog')));
      const charter = await until(() => one(place, 'parvis-charter'));
      await until(() => all(charter, '.article').length === 8);
      press(one(place, '.close'));
      await until(() => !place.isConnected);
    }
  });

  it('says that it could not be loaded, and how to try again', async () => {
    let down = true;
    const element = await world.mount('ana', tag, {
      fetch: faulty((url) => (down && url.includes('/v1/charter') ? offline() : undefined)),
    });
    await until(() => one(element, '[part="error"]'));
    down = false;
    act(element, 'Try again');
    await until(() => all(element, '.article').length === 8);
  });
});
