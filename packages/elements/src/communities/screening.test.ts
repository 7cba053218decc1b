import { expect } from '@open-wc/testing';
import type { Screening } from '@parvis/contracts';
import { World, all, expectAccessible, one, press, textOf, type, until } from '../../../../test/elements/support.ts';
import './define.ts';
import { readList } from './word-list.ts';

const act = (element: Element, word: string) => press(all(element, 'button').find((button) => textOf(button) === word));
const give = (element: Element, text: string, name: string) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  const input = one<HTMLInputElement>(element, '#screen-file')!;
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
};

describe('what is looked at before publishing', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  const path = () => `/v1/communities/${world.communities['it-help']}/screening`;
  const settings = () => world.as<Screening>('chloe', 'GET', path());
  const open = async (lang = 'en', community = 'it-help') => {
    const element = await world.mount('chloe', '<parvis-communities></parvis-communities>', { lang });
    press(await until(() => one(element, `li[data-id="${world.communities[community]}"] .details`)));
    press(await until(() => one(element, '#screening-open')));
    await until(() => one(element, '.screening'));
    return element;
  };

  it('is set by stewards: words and what each does, newcomers, everything', async () => {
    const element = await open();
    type(one(element, '#screen-refuse'), 'jerk\nidiot');
    type(one(element, '#screen-nudge'), 'asap');
    type(one(element, '#screen-newcomers'), '3');
    press(one(element, '[aria-describedby="screen-everything-hint"]'));
    expect(one(element, '[aria-describedby="screen-external-hint"]')).to.equal(undefined);
    await expectAccessible(element);
    one<HTMLFormElement>(element, '.screening')!.requestSubmit();
    await until(() => textOf(one(element, '.screening .told')).startsWith('Saved.'));
    const saved = await settings();
    expect(saved.words).to.deep.equal({ refuse: ['jerk', 'idiot'], hold: [], nudge: ['asap'] });
    expect(saved).to.deep.include({ newcomers: 3, everything: true });
  });

  it('is found by moderators in communities that they do not keep, and nothing else of a steward’s is', async () => {
    const element = await open('fr', 'partners');
    expect(one(element, '#settings')).to.equal(undefined);
    type(one(element, '#screen-hold'), 'rumeur');
    one<HTMLFormElement>(element, '.screening')!.requestSubmit();
    await until(() => textOf(one(element, '.screening .told')).startsWith('Enregistré.'));
    const saved = await world.as<Screening>(
      'chloe',
      'GET',
      `/v1/communities/${world.communities['partners']}/screening`,
    );
    expect(saved.words.hold).to.deep.equal(['rumeur']);
  });

  it('holds what one person writes, chosen by their name', async () => {
    const element = await open();
    type(one(element, '#screen-people'), 'Ben');
    const option = await until(() => one(element, '#screen-people-list [role="option"]'));
    press(option);
    await until(() => textOf(one(element, '#screen-people-chosen')).includes('Ben Okafor'));
    one<HTMLFormElement>(element, '.screening')!.requestSubmit();
    await until(async () => (await settings()).people[0]?.name === 'Ben Okafor');
  });

  it('takes a list in, says which lines it left out and why, and saves nothing by itself', async () => {
    const element = await open();
    give(element, '\ufeffword;action\njerk;refuse\n"semi;colon";nudge\nplain\nx;hold\nword;maybe\n', 'words.csv');
    await until(() => all(element, '.lines .fault').length === 2);
    expect(all(element, '.lines .fault').map(textOf)).to.deep.equal([
      'Line 5, “x;hold”: write two letters at least.',
      'Line 6, “maybe”: this is none of refuse, hold and nudge.',
    ]);
    const value = (action: string) => one<HTMLTextAreaElement>(element, `#screen-${action}`)!.value;
    expect(['refuse', 'hold', 'nudge'].map(value)).to.deep.equal(['jerk', 'plain', 'semi;colon']);
    expect((await settings()).words.refuse).to.deep.equal([]);
    one<HTMLFormElement>(element, '.screening')!.requestSubmit();
    await until(async () => (await settings()).words.nudge[0] === 'semi;colon');
  });

  it('says of a word that cannot be looked for in which line it stands', async () => {
    const element = await open('fr');
    type(one(element, '#screen-hold'), 'bien\n?');
    one<HTMLFormElement>(element, '.screening')!.requestSubmit();
    await until(() => textOf(one(element, '#screen-hold-fault')).includes('Ligne 2'));
    expect(element.shadowRoot!.activeElement).to.equal(one(element, '#screen-hold'));
    expect((await settings()).editedAt).to.equal(null);
  });

  it('loses nothing when two stewards change it at once', async () => {
    const element = await open();
    const { tag } = await settings();
    await world.as('chloe', 'PUT', path(), {
      ...{ tag, words: { refuse: ['theirs'], hold: [], nudge: [] }, newcomers: 0, everything: false },
      ...{ people: [], external: false },
    });
    type(one(element, '#screen-refuse'), 'mine');
    one<HTMLFormElement>(element, '.screening')!.requestSubmit();
    await until(() => one(element, '#screen-theirs'));
    expect(one<HTMLTextAreaElement>(element, '#screen-refuse')!.value).to.equal('mine');
    act(element, 'Save mine in their place');
    await until(async () => (await settings()).words.refuse[0] === 'mine');
  });
});

describe('a list of words', () => {
  it('is read line by line, whatever separates its columns, each word once', () => {
    const { words, count, faults } = readList(
      '# remark\r\nOne\r\n\r\none\r\ntwo,retenir\nthree\tnudge\n"a ""b"" c"',
      'refuse',
    );
    expect(words).to.deep.equal({ refuse: ['One', 'a "b" c'], hold: ['two'], nudge: ['three'] });
    expect([count, faults.length]).to.deep.equal([4, 0]);
  });

  it('names each line that it cannot read', () => {
    const long = 'x'.repeat(81);
    const { faults } = readList(`ok\n"open\n${long}\n!\nok,kill`, 'hold');
    expect(faults.map(({ line, fault }) => [line, fault])).to.deep.equal([
      [2, 'quote'],
      [3, 'long'],
      [4, 'short'],
      [5, 'action'],
    ]);
  });
});
