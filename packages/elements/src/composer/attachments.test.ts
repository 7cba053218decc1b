import { expect } from '@open-wc/testing';
import type { PostPage } from '@parvis/contracts';
import { World, all, expectAccessible, one, press, type, until } from '../../../../test/elements/support.ts';
import './define.ts';

let world: World;
before(async () => {
  world = await World.open();
});
after(() => world.close());
afterEach(() => world.clear());

const image = async (name: string): Promise<File> => {
  const canvas = new OffscreenCanvas(60, 40);
  canvas.getContext('2d')!.fillRect(0, 0, 60, 40);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], name, { type: 'image/png' });
};
const pdf = new File(['%PDF-1.7\n%%EOF'], 'Minutes.pdf', { type: 'application/pdf' });
const choose = (element: Element, ...files: File[]) => {
  const input = one<HTMLInputElement>(element, '#attach-files')!;
  const given = new DataTransfer();
  for (const file of files) given.items.add(file);
  input.files = given.files;
  input.dispatchEvent(new Event('change'));
};
const rows = (element: Element) => all(element, '.attachments li');
const button = (element: Element, name: string) =>
  all(element, '.attachments button').find((one) =>
    (one.getAttribute('aria-label') ?? one.textContent!.trim()).startsWith(name),
  );
const mount = async (slug: string) => {
  const element = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`, {
    api: location.origin + world.api,
  });
  await until(() => one(element, '#attach-files'), 'the button');
  return element;
};

describe('attaching in the composer', () => {
  it('hands in what is chosen or dropped, asks what images show, and publishes in the order given', async () => {
    const slug = await world.community();
    const element = await mount(slug);
    choose(element, await image('one.png'), pdf);
    await until(() => rows(element).length === 2 && all(element, '.attachments progress').length === 0, 'both there');
    const drop = new DragEvent('drop', { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true });
    drop.dataTransfer!.items.add(await image('two.png'));
    one(element, 'form')!.dispatchEvent(drop);
    expect(drop.defaultPrevented).to.equal(true);
    await until(() => rows(element).length === 3 && all(element, '.attachments progress').length === 0, 'the third');
    await expectAccessible(element);

    type(one(element, '#text'), 'With pictures');
    press(one(element, '[part=publish]'));
    expect((await until(() => one(element, '#fault-attach-files'))).textContent).to.contain(
      'Say what each image shows',
    );

    const [field] = all<HTMLInputElement>(element, '.attachments input[maxlength]');
    type(field, 'A black field');
    field!.dispatchEvent(new Event('change'));
    all<HTMLInputElement>(element, '.attachments .decorative input')[1]!.click();
    press(button(element, 'Later one.png'));
    await until(() => rows(element)[0]!.textContent!.includes('Minutes.pdf'), 'another order');
    press(one(element, '[part=publish]'));
    const { items } = await until(async () => {
      const page = await world.as<PostPage>('ben', 'GET', `/v1/posts?scope=community&for=${slug}`);
      return page.items.length ? page : undefined;
    }, 'the post');
    expect(items[0]!.attachments!.map(({ name, alt }) => [name, alt])).to.deep.equal([
      ['Minutes.pdf', null],
      ['one.png', 'A black field'],
      ['two.png', ''],
    ]);
    await until(() => rows(element).length === 0, 'an empty composer');
  });

  it('says why something is not taken, and lets it be removed; what is attached survives a reload', async () => {
    const slug = await world.community();
    const element = await mount(slug);
    choose(element, new File(['<svg/>'], 'drawing.svg'), pdf);
    const fault = await until(() => one(element, '.attachments .fault'));
    expect(fault.textContent).to.contain('This is none of them');
    await until(() => rows(element).length === 2 && !one(element, '.attachments progress'), 'the file');
    press(rows(element)[1]!.querySelector('.deeds button:last-child'));
    await until(() => rows(element).length === 1, 'the file alone');
    await element.updateComplete;
    world.leave();
    const again = await mount(slug);
    await until(
      () => rows(again).length === 1 && rows(again)[0]!.textContent!.includes('Minutes.pdf'),
      'the file again',
    );
  });
});
