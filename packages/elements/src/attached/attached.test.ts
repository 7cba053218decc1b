import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Attachment, Comment, Post } from '@parvis/contracts';
import { World, all, expectAccessible, one, press, type, until } from '../../../../test/elements/support.ts';
import '../post/define.ts';
import '../feed/define.ts';

let world: World;
before(async () => {
  world = await World.open();
});
after(() => world.close());
afterEach(() => world.clear());

/** A picture as a camera's file would be. */
const picture = (width: number, height: number, colour = '#2a6f97'): Promise<Blob> => {
  const canvas = new OffscreenCanvas(width, height);
  const draw = canvas.getContext('2d')!;
  draw.fillStyle = colour;
  draw.fillRect(0, 0, width, height);
  draw.fillStyle = '#fff';
  draw.fillRect(0, 0, width / 4, height / 4);
  return canvas.convertToBlob({ type: 'image/jpeg' });
};
const hand = async (person: string, bytes: Blob, name: string, alt?: string): Promise<string> => {
  const response = await fetch(`${world.api}/v1/attachments`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${await world.token(person)}`,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
    body: bytes,
  });
  if (!response.ok) throw new Error(await response.text());
  const { id } = (await response.json()) as Attachment;
  if (alt !== undefined) await world.as(person, 'PATCH', `/v1/attachments/${id}`, { alt });
  return id;
};
const pdf = new Blob(['%PDF-1.7\n%%EOF']);
/** Addresses of images lead to the API that the page knows: here that is the one of the tests. */
const mount = (
  person: string,
  post: Post,
  markup = `<parvis-post post="${post.id}"></parvis-post>`,
  through?: typeof fetch,
) => world.mount(person, markup, { api: location.origin + world.api, fetch: through });
/** A `fetch` that answers some requests otherwise. */
const partly =
  (answer: (url: string, init: RequestInit) => Promise<Response | undefined>): typeof fetch =>
  async (input, init = {}) =>
    (await answer(String(input), init)) ?? fetch(input, init);
const loaded = (image: HTMLImageElement | undefined) => !!image?.complete && image.naturalWidth > 0;

describe('what is attached', () => {
  it('is drawn with its text for those who do not see it, where its room was kept from the start', async () => {
    const image = await hand('ana', await picture(900, 600), 'bridge.jpg', 'A bridge over a river');
    const file = await hand('ana', pdf, 'Minutes.pdf');
    const post = await world.post('ana', 'See these', { attachments: [image, file] });
    const element = await mount('ben', post);
    const gallery = await until(() => one(element, '.gallery'));
    const height = gallery.getBoundingClientRect().height;
    expect(height).to.be.greaterThan(100);
    const drawn = await until(() => one<HTMLImageElement>(element, '.gallery img'));
    expect(drawn.alt).to.equal('A bridge over a river');
    expect([drawn.width, drawn.loading, drawn.decoding]).to.deep.equal([drawn.width, 'lazy', 'async']);
    expect([drawn.getAttribute('width'), drawn.getAttribute('height')]).to.deep.equal(['900', '600']);
    await until(() => loaded(drawn), 'the image');
    expect(one(element, '.gallery')!.getBoundingClientRect().height).to.be.closeTo(height, 1);
    const link = one<HTMLAnchorElement>(element, '.file a')!;
    expect(link.textContent).to.match(/Minutes\.pdf\s+PDF, 1 kB/);
    expect((await fetch(link.href)).headers.get('content-disposition')).to.contain('attachment');
    expect(element.shadowRoot!.querySelector('[style]')).to.equal(null);
    await expectAccessible(element);
  });

  it('is opened large, gone through with the keyboard, and closed where one came from', async () => {
    const ids = await Promise.all(
      ['#264653', '#2a9d8f', '#e76f51'].map(async (colour, i) =>
        hand('ana', await picture(500, 400, colour), `${i}.jpg`, `Picture ${i + 1}`),
      ),
    );
    const element = await mount('ben', await world.post('ana', 'Three', { attachments: ids }));
    const [, second] = await until(() => all(element, '.image').length === 3 && all(element, '.image'));
    expect(second!.getAttribute('aria-label')).to.equal('Picture 2 (2 of 3): show it large');
    press(second);
    const dialog = await until(() => one<HTMLDialogElement>(element, 'dialog.viewer[open]'));
    const shown = () => dialog.querySelector('img')!.alt;
    expect([shown(), dialog.getAttribute('aria-label')]).to.deep.equal(['Picture 2', 'Image 2 of 3']);
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowRight' });
    expect(shown()).to.equal('Picture 1');
    await sendKeys({ press: 'End' });
    expect(shown()).to.equal('Picture 3');
    await until(() => loaded(dialog.querySelector('img')!), 'the large image');
    await sendKeys({ press: 'Escape' });
    await until(() => !one(element, 'dialog.viewer'));
    expect(element.shadowRoot!.activeElement).to.equal(second);
  });

  it('gets a new address when the one it came with has ended, and says so where there is none', async () => {
    const image = await hand('ana', await picture(300, 300), 'x.jpg', 'A square');
    const post = await world.post('ana', 'Old', { attachments: [image] });
    let asked = 0;
    let refuse = false;
    const aged = partly(async (url, init) => {
      if (url.endsWith(`/v1/attachments/${image}`)) {
        asked += 1;
        return refuse
          ? new Response('{}', { status: 404, headers: { 'content-type': 'application/problem+json' } })
          : undefined;
      }
      if (!url.endsWith(`/v1/posts/${post.id}`)) return undefined;
      const old = (await (await fetch(url, init)).json()) as Post;
      Object.assign(old.attachments![0]!, {
        url: old.attachments![0]!.url.replace(/mac=[^&]+/, 'mac=AAAAAAAAAAAAAAAAAAAAAA'),
        ...(refuse ? {} : { expiresAt: '2020-01-01T00:00:00.000Z' }),
      });
      return Response.json(old);
    });
    const element = await mount('ben', post, undefined, aged);
    await until(() => loaded(one<HTMLImageElement>(element, '.gallery img')), 'the image at its new address');
    expect(asked).to.equal(1);
    refuse = true;
    const gone = await mount('chloe', post, undefined, aged);
    const words = await until(() => one(gone, '.broken'));
    expect(words.textContent).to.contain('A square');
  });

  it('belongs to comments as well', async () => {
    const post = await world.post('ana', 'Comment with an image');
    const image = await hand('ben', await picture(200, 400), 'tall.jpg', '');
    await world.as<Comment>('ben', 'POST', `/v1/posts/${post.id}/comments`, { text: 'Here', attachments: [image] });
    const element = await mount('ana', post, `<parvis-post post="${post.id}" with-comments></parvis-post>`);
    const drawn = await until(() => one<HTMLImageElement>(element, '.comment .gallery img'));
    expect(drawn.alt).to.equal('');
    expect(one(element, '.comment .gallery')!.dataset['shape']).to.equal('tall');
    expect(one(element, '.comment .image')!.getAttribute('aria-label')).to.equal('Image: show it large');
  });
});

describe('attaching beside a composer', () => {
  const choose = (element: Element, id: string, ...files: File[]) => {
    const input = one<HTMLInputElement>(element, `#${CSS.escape(id)}`)!;
    const given = new DataTransfer();
    for (const file of files) given.items.add(file);
    input.files = given.files;
    input.dispatchEvent(new Event('change'));
  };

  it('a comment takes an image once it is described, and gives it away when it is edited', async () => {
    const post = await world.post('ana', 'What does it look like?');
    const element = await mount('ben', post);
    press(await until(() => one(element, '[data-act="thread"]')));
    type(await until(() => one(element, '.thread textarea')), 'Like this');
    const place = `attach-write-${post.id}`;
    await until(() => one(element, `#${CSS.escape(place)}`), 'the button');
    choose(element, place, new File([await picture(300, 200)], 'pump.jpg', { type: 'image/jpeg' }));
    const alt = await until(() => one<HTMLInputElement>(element, '.attachments input[id^="alt-"]'), 'the image');
    press(one(element, '.thread .primary'));
    await until(() => one(element, '.attachments .fault'), 'the question what it shows');
    type(alt, 'A pump');
    alt.dispatchEvent(new Event('change'));
    press(one(element, '.thread .primary'));
    await until(() => one(element, '.comment .gallery img')?.getAttribute('alt') === 'A pump', 'the comment');
    expect(one(element, '.attachments')).to.equal(undefined);
    press(one(element, '.comment [data-act="edit"]'));
    press(await until(() => one(element, '.comment .attachments .deeds button:last-child')));
    press(await until(() => !one(element, '.comment .attachments') && one(element, '.comment .primary')));
    await until(() => !one(element, '.comment form') && !one(element, '.comment .gallery'), 'the comment without it');
  });

  it('a post that is edited keeps what is not taken away', async () => {
    const image = await hand('ana', await picture(300, 200), 'bridge.jpg', 'A bridge');
    const post = await world.post('ana', 'See these', {
      attachments: [image, await hand('ana', pdf, 'Minutes.pdf')],
    });
    const element = await mount('ana', post);
    press(await until(() => one(element, '[data-act="menu"]')));
    press(await until(() => one(element, '.menu:popover-open [data-menu="edit"]')));
    await until(() => all(element, '.edit .attachments li').length === 2, 'what is attached');
    press(all(element, '.edit .attachments li')[1]!.querySelector('.deeds button:last-child'));
    await until(() => all(element, '.edit .attachments li').length === 1);
    press(one(element, '.edit .primary'));
    await until(() => !one(element, '.edit') && one(element, '.gallery') && !one(element, '.files'), 'the image alone');
  });

  it('says otherwise what an image shows once the edit is saved, and its readers see what it said before', async () => {
    const image = await hand('ana', await picture(300, 200), 'bridge.jpg', 'A bridge');
    const post = await world.post('ana', 'See this', { attachments: [image] });
    const element = await mount('ana', post);
    const edit = async () => {
      press(await until(() => one(element, '[data-act="menu"]')));
      press(await until(() => one(element, '.menu:popover-open [data-menu="edit"]')));
      return until(() => one<HTMLInputElement>(element, '.edit .attachments input[id^="alt-"]'), 'its text');
    };
    const write = async (text: string) => {
      const alt = await edit();
      type(alt, text);
      alt.dispatchEvent(new Event('change'));
    };
    await write('A ferry');
    press(one(element, '.edit .form-end .quiet:not([title])'));
    await until(() => !one(element, '.edit'));
    const kept = async () => (await world.as<Post>('ben', 'GET', `/v1/posts/${post.id}`)).attachments![0]!.alt;
    expect(await kept()).to.equal('A bridge');
    await write('A bridge at night');
    press(one(element, '.edit .primary'));
    await until(
      () => !one(element, '.edit') && one(element, '.gallery img')?.getAttribute('alt') === 'A bridge at night',
    );
    expect(await kept()).to.equal('A bridge at night');
    const reader = await mount('ben', post);
    press(await until(() => one(reader, '[data-act="history"]')));
    const dialog = await until(() => one<HTMLDialogElement>(reader, 'dialog.care[open]'));
    expect((await until(() => dialog.querySelector('ins'))).textContent!.trim()).to.equal('at night');
    expect(dialog.querySelector('li:last-child')!.textContent).to.contain('Image bridge.jpg: A bridge');
    await expectAccessible(reader);
  });

  const writeWithImage = async (post: Post) => {
    const element = await mount('ben', post);
    press(await until(() => one(element, '[data-act="thread"]')));
    type(await until(() => one(element, '.thread textarea')), 'Like this');
    const place = `attach-write-${post.id}`;
    await until(() => one(element, `#${CSS.escape(place)}`), 'the button');
    choose(element, place, new File([await picture(300, 200)], 'pump.jpg', { type: 'image/jpeg' }));
    type(await until(() => one<HTMLInputElement>(element, '.attachments input[id^="alt-"]'), 'the image'), 'A pump');
    return element;
  };
  const stored = () => Object.keys(localStorage).filter((key) => key.includes(':attached:'));

  it('is kept with the comment that is being written, and is there after a reload', async () => {
    const post = await world.post('ana', 'What does it look like?');
    await writeWithImage(post);
    await until(() => stored().length === 1, 'the draft');
    const again = await mount('ben', post);
    press(await until(() => one(again, '[data-act="thread"]')));
    const alt = await until(() => one<HTMLInputElement>(again, '.attachments input[id^="alt-"]'), 'what was attached');
    expect(alt.value).to.equal('A pump');
    alt.dispatchEvent(new Event('change'));
    press(one(again, '.thread .primary'));
    await until(() => one(again, '.comment .gallery img')?.getAttribute('alt') === 'A pump', 'the comment');
    await until(() => stored().length === 0, 'nothing left of the draft');
  });

  it('is not shown to somebody else who signs in, and nothing of it stays on the machine', async () => {
    const post = await world.post('ana', 'And this?');
    await writeWithImage(post);
    await until(() => stored().length === 1, 'the draft');
    const other = await mount('chloe', post);
    press(await until(() => one(other, '[data-act="thread"]')));
    type(await until(() => one(other, '.thread textarea')), 'Mine');
    await until(() => one(other, `#${CSS.escape(`attach-write-${post.id}`)}`), 'the button');
    await until(() => stored().length === 0, 'nothing left of the draft');
    expect(one(other, '.attachments')).to.equal(undefined);
  });
});

describe('a preview', () => {
  it('stands in the place of the bare link, and asks nobody but the API for its image', async () => {
    const post = await world.post('ana', 'So what', { kind: 'link', link: 'https://example.org/article' });
    const image = await hand('ben', await picture(600, 300), 'x.jpg', '');
    const { url, expiresAt } = await world.as<Attachment>('ben', 'GET', `/v1/attachments/${image}`);
    const preview = {
      address: 'https://example.org/article',
      title: 'How bridges stand',
      text: 'Of arches and cables.',
      site: 'The Review',
      image: { id: image, url, expiresAt, width: 600, height: 300 },
    };
    const through = partly(async (asked, init) =>
      asked.endsWith(`/v1/posts/${post.id}`)
        ? Response.json({ ...((await (await fetch(asked, init)).json()) as Post), preview })
        : undefined,
    );
    const element = await mount('ben', post, undefined, through);
    const card = await until(() => one<HTMLAnchorElement>(element, 'a.leads'));
    expect(card.href).to.equal('https://example.org/article');
    expect(card.textContent).to.match(/How bridges stand\s*Of arches and cables\.\s*The Review/);
    expect(all(element, 'a.link')).to.have.length(0);
    const drawn = card.querySelector('img')!;
    await until(() => loaded(drawn), 'the image');
    expect(new URL(drawn.currentSrc).origin).to.equal(location.origin);
    await expectAccessible(element);
  });
});
