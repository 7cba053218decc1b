import { expect } from '@open-wc/testing';
import type { SkillList, Vocabulary } from '@parvis/contracts';
import { World, all, faulty, offline, one, press, textOf, type, until } from '../../../../test/elements/support.ts';
import './define.ts';

describe('parvis-skills', () => {
  let world: World;
  before(async () => {
    world = await World.open({
      communities: [],
      people: [
        { userName: 'root', roles: ['admin'] },
        { userName: 'ana', skills: [{ label: { en: 'Welding', fr: 'Soudage' } }] },
        { userName: 'ben', skills: [{ label: { en: 'Brazing', fr: 'Brasage' } }] },
        { userName: 'cleo', skills: [{ label: { en: 'Telex' } }] },
      ],
    });
    for (const word of ['Kube', 'Filing'])
      await world.as('ben', 'PUT', `/v1/me/skills/${word}`, {
        ...{ level: null, tags: [] },
        readers: { kind: 'profile', community: null },
      });
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const mount = (person = 'root', options = {}) => world.mount(person, '<parvis-skills></parvis-skills>', options);
  const found = (element: Element) => all(element, '[part="skills"] li').map((item) => textOf(item));
  const look = async (element: Element, words: string) => {
    type(await until(() => one<HTMLInputElement>(element, '#find')), words);
    await until(() => one(element, '[part="skills"]'));
  };
  const open = async (element: Element, words: string) => {
    await look(element, words);
    press(await until(() => one(element, '[part="skills"] [data-skill]')));
    await until(() => one(element, '#page-title'));
  };
  const fill = (element: Element, id: string, text: string) => type(one<HTMLInputElement>(element, id)!, text);
  const save = (element: Element) => press(one(element, 'form .primary'));
  const told = (element: Element) => textOf(one(element, '.told'));
  const names = async (q: string) =>
    (await world.as<SkillList>('root', 'GET', `/v1/skills?q=${q}&retired=true`)).items.map(({ label }) => label);

  it('says how many skills there are, and shows the words that people use and the vocabulary does not have', async () => {
    const element = await mount();
    await until(() => textOf(one(element, '[part="own"]')).includes('Kube'));
    expect(textOf(one(element, '.summary'))).to.contain('3 skills');
  });

  it('shows side by side what is called the same, each to be opened', async () => {
    const skill = (id: string) => ({ id, label: { en: 'C++' }, matched: null, free: false, retired: false });
    const known = await world.as<Vocabulary>('root', 'GET', '/v1/vocabulary');
    const vocabulary = { ...known, own: [], twins: [skill('a'), skill('b')] };
    const element = await mount('root', {
      fetch: faulty((url) => (url.endsWith('/vocabulary') ? Response.json(vocabulary) : undefined)),
    });
    const list = await until(() => one(element, '[part="twins"]'));
    expect(textOf(list)).to.contain('Called the same');
    expect(
      [...list.querySelectorAll<HTMLElement>('[data-skill]')].map(({ dataset }) => dataset['skill']),
    ).to.deep.equal(['a', 'b']);
  });

  it('finds a skill by any of its names, and says that nothing is called so', async () => {
    const element = await mount();
    await look(element, 'soud');
    await until(() => found(element)[0]?.includes('Welding'));
    await look(element, 'quuxification');
    await until(() => textOf(one(element, '[part="skills"]')).includes('Nothing is called that'));
  });

  it('looks for nothing any more once it is taken off the page', async () => {
    const asked: string[] = [];
    const element = await mount('root', { fetch: faulty((url) => void asked.push(url)) });
    type(await until(() => one<HTMLInputElement>(element, '#find')), 'soldering');
    element.remove();
    // Whoever types later is answered later: by then the first would have been asked.
    await look(await mount(), 'soud');
    expect(asked.filter((url) => url.includes('soldering'))).to.deep.equal([]);
  });

  it('adds one with names and synonyms in both languages, and wants a name', async () => {
    const element = await mount();
    press(await until(() => one(element, '.add')));
    await until(() => one(element, '#label-en'));
    save(element);
    await until(() => textOf(one(element, '[role="alert"]')).includes('at least'));
    fill(element, '#label-en', 'Milling');
    fill(element, '#label-fr', 'Fraisage');
    fill(element, '#synonyms-fr', 'usinage\nfraiseuse');
    save(element);
    await until(() => told(element).includes('Milling'));
    expect(await names('fraiseuse')).to.deep.equal([{ en: 'Milling', fr: 'Fraisage' }]);
  });

  it('takes a word of somebody into the vocabulary by naming it', async () => {
    const element = await mount();
    await open(element, 'Kube');
    fill(element, '#label-en', 'Kubernetes');
    fill(element, '#synonyms-en', 'Kube');
    save(element);
    await until(() => told(element).includes('Kubernetes'));
    expect(await names('Kube')).to.deep.equal([{ en: 'Kubernetes' }]);
  });

  it('shows before a merge what would move, without a figure that says who, and merges', async () => {
    const element = await mount();
    await open(element, 'Brazing');
    fill(element, '#merge-into', 'weld');
    const option = await until(() => one(element, '#merge-into-list [role="option"]'));
    // What is below it does not shine through.
    expect(getComputedStyle(one(element, '#merge-into-list')!).backgroundColor).not.to.match(/, 0\)$/);
    press(option);
    await until(() => one(element, '.moves'));
    expect(textOf(one(element, '.moves')))
      .to.contain('fewer than 5')
      .and.contain('Brasage');
    press(one(element, '.moves .primary'));
    await until(() => told(element).includes('part of “Welding”'));
    expect(await names('Brasage')).to.deep.equal([{ en: 'Welding', fr: 'Soudage' }]);
  });

  it('says which name another skill has, and puts the focus there', async () => {
    const element = await mount();
    press(await until(() => one(element, '.add')));
    await until(() => one(element, '#label-fr'));
    fill(element, '#label-fr', 'soudage');
    save(element);
    await until(() => textOf(one(element, '[role="alert"]')).includes('Another skill is called “soudage”'));
    const box = one<HTMLInputElement>(element, '#label-fr')!;
    expect(box.getAttribute('aria-invalid')).to.equal('true');
    await until(() => element.shadowRoot?.activeElement === box, 'the focus');
    fill(element, '#label-fr', 'soudage laser');
    await until(() => !one(element, '[role="alert"]'), 'no words of it any more');
    press(one(element, '.form-end .outlined'));
  });

  it('writes over nothing that another admin changed meanwhile: both stand there, to be saved', async () => {
    const [element, other] = [await mount(), await mount()];
    for (const one of [element, other]) await open(one, 'Telex');
    fill(element, '#synonyms-en', 'teleprinting');
    fill(other, '#label-en', 'Telex machines');
    fill(other, '#synonyms-en', 'tlx');
    save(element);
    await until(() => told(element).includes('saved'));
    save(other);
    await until(() => textOf(one(other, '[role="alert"]')).includes('Somebody else'));
    const synonyms = () => one<HTMLTextAreaElement>(other, '#synonyms-en')!.value;
    await until(() => synonyms() === 'teleprinting\ntlx', 'what both wrote');
    save(other);
    await until(() => told(other).includes('whoever looks for “Telex” goes on finding it'));
    expect(await names('teleprinting')).to.deep.equal([{ en: 'Telex machines' }]);
  });

  it('keeps the names of no language that a merge brought, and shows them', async () => {
    const word = (await world.as<SkillList>('root', 'GET', '/v1/skills?q=Filing')).items[0]!.id;
    const [into] = (await world.as<SkillList>('root', 'GET', '/v1/skills?q=Milling')).items;
    await world.as('root', 'PUT', `/v1/skills/${word}/merge`, { into: into!.id });
    const element = await mount();
    await open(element, 'Milling');
    expect(one<HTMLTextAreaElement>(element, '#synonyms-und')!.value).to.equal('Filing');
    fill(element, '#synonyms-en', 'cutting');
    save(element);
    await until(() => told(element).includes('saved'));
    expect(await names('Filing')).to.deep.equal([{ en: 'Milling', fr: 'Fraisage' }]);
  });

  it('retires one and restores it', async () => {
    const element = await mount();
    await open(element, 'Telex');
    press(all(element, '.page section button').at(-1));
    await until(() => told(element).includes('retired'));
    press(one(element, '[type="checkbox"]'));
    await until(() => found(element)[0]?.includes('retired'));
    press(one(element, '[part="skills"] [data-skill]'));
    await until(() => textOf(all(element, '.page section button').at(-1)).includes('Restore'));
    press(all(element, '.page section button').at(-1));
    await until(() => told(element).includes('offered again'));
  });

  it('keeps what was written where it cannot be sent, also for who comes back', async () => {
    let down = false;
    const options = { fetch: faulty(() => (down ? offline() : undefined)) };
    const element = await mount('root', options);
    await open(element, 'Welding');
    fill(element, '#synonyms-en', 'arc welding');
    await until(() => Object.values(localStorage).some((kept) => String(kept).includes('arc welding')));
    down = true;
    save(element);
    await until(() => one(element, '[role="alert"]'));
    expect(one<HTMLTextAreaElement>(element, '#synonyms-en')!.value).to.equal('arc welding');
    down = false;
    press(one(element, '.back'));
    await open(element, 'Welding');
    await until(() => one<HTMLTextAreaElement>(element, '#synonyms-en')!.value === 'arc welding');
    save(element);
    await until(() => told(element).includes('saved'));
    expect(await names('arc')).to.have.length(1);
    expect(Object.keys(localStorage)).to.deep.equal([]);
  });

  it('says that it is for admins, and what went wrong', async () => {
    const other = await mount('ana');
    await until(() => textOf(one(other, '[part="error"]')).includes('Only admins'));
    const lost = await mount('root', { fetch: faulty((url) => (url.includes('/vocabulary') ? offline() : undefined)) });
    await until(() => one(lost, '[role="alert"] button, .state button'));
  });

  it('has no violation that axe finds: the lists, one skill', async () => {
    const element = await mount();
    await until(() => one(element, '[part="summary"]'));
    await expect(element).to.be.accessible();
    await open(element, 'Welding');
    await expect(element).to.be.accessible();
  });
});
