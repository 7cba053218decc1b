/** Images and files: what is taken, what is made of it, and who reads it, also from the side of those who may not. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Attachment,
  type Case,
  type CasePage,
  type Charter,
  type Comment,
  type Post,
  type PostPage,
  type RevisionPage,
} from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { type TestApp, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';
import { docx, handIn, jpeg, pdf, picture, uploaded, zip } from '../support/uploads.ts';

let app: TestApp;
let people: Record<string, string>;
let communities: Record<string, string>;

beforeAll(async () => {
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'claire', clearance: 'C2' },
    { userName: 'david' },
    { userName: 'sofia', circle: 'supplier' },
    { userName: 'full' },
  ]);
  communities = await addCommunities(app.database, people, [
    { slug: 'it-help', visibility: 'listed', members: { claire: 'member', david: 'steward' } },
    { slug: 'board', visibility: 'secret', members: { claire: 'steward' } },
  ]);
});
afterAll(() => app.close());

const read = async <Body>(response: Response): Promise<Body> => {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
};
const write = (who: string, attachments: string[], more: object = {}) =>
  app.as(who)('POST', '/v1/posts', {
    text: 'With pictures',
    audience: { community: communities['it-help'] },
    attachments,
    ...more,
  });
const bytesAt = async (url: string): Promise<Buffer> => {
  const response = await app.request(url);
  expect(response.status, url).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};

describe('an image', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('comes in as %s and is drawn anew as WebP', async (format) => {
    const bytes = await picture({ width: 900, height: 600 }).toFormat(format).toBuffer();
    const response = await handIn(app, 'claire', bytes, `view.${format}`);
    expect(response.status).toBe(201);
    const image = Attachment.parse(await response.json());
    expect(image).toMatchObject({
      kind: 'image',
      type: 'image/webp',
      width: 900,
      height: 600,
      alt: null,
      name: `view.${format}`,
    });
    expect((await sharp(await bytesAt(image.url)).metadata()).format).toBe('webp');
    const small = await sharp(await bytesAt(`${image.url}&size=small`)).metadata();
    expect([small.width, small.height]).toEqual([480, 320]);
  });

  it('has 1,600 pixels at most each way', async () => {
    const image = await uploaded(app, 'claire', await jpeg({ width: 4_000, height: 3_000 }));
    expect([image.width, image.height]).toEqual([1_600, 1_200]);
    const { width, height } = await sharp(await bytesAt(image.url)).metadata();
    expect([width, height]).toEqual([1_600, 1_200]);
  });

  it('stands upright and says nothing of where, with what and by whom it was taken', async () => {
    const bytes = await picture({ width: 200, height: 100 })
      .withExif({
        IFD0: { Make: 'Spycam', Artist: 'Claire at home', Copyright: 'secret note' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '2/1 21/1 0/1' },
      })
      .withMetadata({ orientation: 6, icc: 'p3' })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">at home</x:xmpmeta>')
      .jpeg()
      .toBuffer();
    const before = await sharp(bytes).metadata();
    expect(before.orientation).toBe(6);
    expect(before.exif?.length).toBeGreaterThan(0);
    expect(before.xmp?.length).toBeGreaterThan(0);
    expect(bytes.toString('latin1')).toContain('Spycam');

    const image = await uploaded(app, 'claire', bytes);
    expect([image.width, image.height]).toEqual([100, 200]);
    for (const url of [image.url, `${image.url}&size=small`]) {
      const kept = await bytesAt(url);
      const after = await sharp(kept).metadata();
      expect(after).toMatchObject({ width: 100, height: 200 });
      for (const part of ['exif', 'xmp', 'iptc', 'icc', 'comments', 'orientation'] as const)
        expect(after[part]).toBeUndefined();
      expect(kept.toString('latin1')).not.toMatch(/Spycam|Claire|secret note|at home|Exif|XMP/);
    }
    // Turned to the right, its bright corner is at the top right.
    const { data } = await sharp(await bytesAt(image.url))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const brightness = (x: number, y: number) => data[(y * 100 + x) * 3]!;
    expect(brightness(95, 5)).toBeGreaterThan(200);
    expect(brightness(5, 5)).toBeLessThan(120);
  });

  it('is the first picture of an animation', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#00ff00'].map((colour) => picture({ colour, width: 40, height: 40 }).png().toBuffer()),
    );
    const moving = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0, delay: [100, 100] })
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    const image = await uploaded(app, 'claire', moving);
    const kept = await sharp(await bytesAt(image.url), { animated: true }).metadata();
    expect([kept.pages ?? 1, kept.height]).toEqual([1, 40]);
  });

  it('that unpacks to more pixels than a picture has is refused before it is unpacked', async () => {
    const bomb = await sharp({
      create: { width: 12_000, height: 12_000, channels: 3, background: '#000' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().rss;
    await expectProblem(await handIn(app, 'claire', bomb), 'unsupported-media-type');
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['an SVG called a JPEG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a GIF', 'GIF89a\x01\x00\x01\x00\x00\x00\x00;'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a program', 'MZ\x90\x00\x03'],
    ['words', 'Hello'],
    ['the beginning of a JPEG', '\xff\xd8\xff\xe0 and nothing more'],
    ['the beginning of a PNG', '\x89PNG\r\n\x1a\n'],
    ['an old Office document', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['a ZIP file of something else', zip({ 'run.exe': 'MZ' }).toString('latin1')],
    ['a ZIP file that is cut off', docx().subarray(0, 120).toString('latin1')],
  ])('is not what somebody hands in as one: %s', async (_, content) => {
    await expectProblem(
      await handIn(app, 'claire', Buffer.from(content, 'latin1'), 'holiday.jpg'),
      'unsupported-media-type',
    );
  });

  it('of more than 10 MB is refused, and so is any body of more than 20 MB, told beforehand or not', async () => {
    const start = await jpeg();
    const heavy = Buffer.concat([start, Buffer.alloc(limits.image)]);
    await expectProblem(await handIn(app, 'claire', heavy), 'too-large');
    const tooMuch = Buffer.alloc(limits.file + 1);
    await expectProblem(
      await handIn(app, 'claire', tooMuch, 'x.pdf', { 'Content-Length': String(tooMuch.length) }),
      'too-large',
    );
    await expectProblem(await handIn(app, 'claire', tooMuch, 'x.pdf'), 'too-large');
  });

  it('that is nothing is refused', async () => {
    await expectProblem(await handIn(app, 'claire', Buffer.alloc(0)), 'unsupported-media-type');
  });
});

describe('a file', () => {
  it('is a PDF or an office document by its content, and is only ever downloaded', async () => {
    for (const [bytes, name, type] of [
      [pdf, 'plan.pdf', 'application/pdf'],
      [docx(), 'plan.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      [
        zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
        'plan.odt',
        'application/vnd.oasis.opendocument.text',
      ],
    ] as const) {
      const file = await uploaded(app, 'claire', bytes, name);
      expect(file).toMatchObject({
        kind: 'file',
        type,
        name,
        size: bytes.length,
        width: null,
        height: null,
        alt: null,
      });
      const response = await app.request(file.url);
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
      expect(response.headers.get('Content-Type')).toBe(type);
      expect(response.headers.get('Content-Disposition')).toBe(
        `attachment; filename="${name}"; filename*=UTF-8''${name}`,
      );
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(response.headers.get('Content-Security-Policy')).toBe(
        "default-src 'none'; sandbox; frame-ancestors 'none'",
      );
      expect(response.headers.get('Content-Length')).toBe(String(bytes.length));
    }
  });

  it.each([
    ['a program beside it', docx({ 'word/vbaProject.bin': 'x' })],
    ['a program under another case of its name', docx({ 'word/VBAPROJECT.BIN': 'x' })],
    [
      'a main part that says so in references to its letters',
      docx(
        {},
        'application/vnd.ms-word.document.macro&#69;n&#x61;bled.main+xml" x="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
      ),
    ],
    ['a main part that says so', docx({}, 'application/vnd.ms-word.document.macroEnabled.main+xml')],
    [
      'macros of OpenDocument',
      zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'Basic/Standard/x.xml': '<x/>' }),
    ],
    [
      'the same by a longer way',
      zip({ mimetype: 'application/vnd.oasis.opendocument.text', './Basic/Standard/x.xml': '<x/>' }),
    ],
  ])('with macros is refused: %s', async (_, bytes) => {
    const { detail } = await expectProblem(await handIn(app, 'claire', bytes, 'x.docx'), 'unsupported-media-type');
    expect(detail).toContain('macros');
  });

  it('whose list of types unpacks without end is refused', async () => {
    const bomb = docx({ '[Content_Types].xml': ' '.repeat(30_000_000) });
    expect(bomb.length).toBeLessThan(100_000);
    await expectProblem(await handIn(app, 'claire', bomb, 'x.docx'), 'unsupported-media-type');
  });

  it.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\claire\\plan.pdf', 'plan.pdf'],
    ['in\u202efdp.exe', 'infdp.exe.pdf'],
    ['a\u0000\u0007\r\nb.pdf', 'ab.pdf'],
    ['', 'file.pdf'],
    ['...', 'file.pdf'],
    ['Übersicht "Q3" <neu>.PDF', 'Übersicht _Q3_ _neu_.PDF'],
    ['r\u00e9sum\u0065\u0301.pdf', 'r\u00e9sum\u00e9.pdf'],
    ['notes.html', 'notes.html.pdf'],
  ])('keeps its name as text, without what deceives: %j', async (given, kept) => {
    const file = await uploaded(app, 'claire', pdf, given);
    expect(file.name).toBe(kept);
    const header = (await app.request(file.url)).headers.get('Content-Disposition')!;
    expect(header).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[\w.~!&$+^`|%-]+$/);
    expect(decodeURIComponent(header.split("UTF-8''")[1]!)).toBe(kept);
  });

  it('has a name of 120 characters at most, its ending kept', async () => {
    const { name } = await uploaded(app, 'claire', pdf, `${'🙂'.repeat(200)}.pdf`);
    expect(name.length).toBeLessThanOrEqual(limits.fileName);
    expect(name).toMatch(/🙂\.pdf$/u);
    expect(name.isWellFormed()).toBe(true);
  });

  it('of twenty megabytes comes back as it went in', async () => {
    const large = Buffer.concat([pdf, Buffer.alloc(limits.file - pdf.length, 7)]);
    const file = await uploaded(app, 'claire', large, 'large.pdf');
    expect((await bytesAt(file.url)).equals(large)).toBe(true);
    expect((await app.as('claire')('DELETE', `/v1/attachments/${file.id}`)).status).toBe(204);
  });
});

describe('an upload', () => {
  it('is made once, however often it is sent under one key', async () => {
    const bytes = await jpeg();
    const send = () => handIn(app, 'claire', bytes, 'once.jpg', { 'Idempotency-Key': 'upload-1' });
    const [first, second] = [await read<Attachment>(await send()), await read<Attachment>(await send())];
    expect(second.id).toBe(first.id);
    const other = await handIn(app, 'claire', await jpeg({ colour: '#000000' }), 'once.jpg', {
      'Idempotency-Key': 'upload-1',
    });
    await expectProblem(other, 'idempotency-mismatch');
  });

  it('is its uploader’s alone until something takes it', async () => {
    const image = await uploaded(app, 'claire');
    await expectProblem(await app.as('david')('GET', `/v1/attachments/${image.id}`), 'not-found');
    await expectProblem(await app.as('david')('PATCH', `/v1/attachments/${image.id}`, { alt: 'x' }), 'not-found');
    await expectProblem(await app.as('david')('DELETE', `/v1/attachments/${image.id}`), 'not-found');
    await expectProblem(await write('david', [image.id]), 'invalid-request');
    const signed = app.kernel.addresses.sign(people['david']!, image.id);
    expect((await app.request(signed.url)).status).toBe(404);
    expect((await app.request(image.url)).status).toBe(200);
  });

  it('is erased after a day in which nothing took it, its bytes too; what was taken stays', async () => {
    const [left, taken] = [await uploaded(app, 'claire'), await uploaded(app, 'claire')];
    const post = await read<Post>(await write('claire', [taken.id]));
    const start = app.clock.now;
    app.clock.now = new Date(start.getTime() + 25 * 60 * 60_000);
    try {
      await app.jobs.erasing.run();
      await expectProblem(await app.as('claire')('GET', `/v1/attachments/${left.id}`), 'not-found');
      const kept = await read<Post>(await app.as('claire')('GET', `/v1/posts/${post.id}`));
      await bytesAt(kept.attachments![0]!.url);
      const orphans = await app.database.system((tx) =>
        tx
          .selectFrom('attachment_content')
          .leftJoin('attachment', 'attachment.content_id', 'attachment_content.id')
          .where('attachment.id', 'is', null)
          .select('attachment_content.id')
          .execute(),
      );
      expect(orphans).toEqual([]);
    } finally {
      app.clock.now = start;
    }
  });

  it('is refused once thirty of them wait to be used', async () => {
    const bytes = await jpeg({ width: 8, height: 8 });
    const statuses = [];
    for (let i = 0; i < 31; i++) statuses.push((await handIn(app, 'full', bytes)).status);
    expect(statuses).toEqual([...Array<number>(30).fill(201), 409]);
    expect((await handIn(app, 'claire', bytes)).status).toBe(201);
  });

  it('is refused while three others of the same person are under way', async () => {
    const waiting: ((end: boolean) => void)[] = [];
    const slow = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(pdf);
          waiting.push(() => controller.close());
        },
      });
    const { tokenFor } = await import('../support/app.ts');
    const headers = { Authorization: `Bearer ${await tokenFor('claire')}` };
    const begin = async () =>
      app.request('/v1/attachments', { method: 'POST', headers, body: slow(), duplex: 'half' } as RequestInit);
    const running = [begin(), begin(), begin()];
    const refused = await begin();
    const { code } = await expectProblem(refused, 'rate-limited');
    expect([code, refused.headers.get('Retry-After')]).toEqual(['rate-limited', '2']);
    waiting.forEach((end) => end(true));
    for (const response of await Promise.all(running)) expect(response.status).toBe(201);
  });
});

describe('alternative text', () => {
  it('is asked for: an image of which nothing was said is not published', async () => {
    const silent = await uploaded(app, 'claire', undefined, undefined, null);
    const problem = await expectProblem(await write('claire', [silent.id]), 'invalid-request');
    expect(problem.errors).toEqual([{ path: 'attachments', message: 'not usable' }]);
    expect(problem.detail).toContain('what each image shows');
    await app.as('claire')('PATCH', `/v1/attachments/${silent.id}`, { alt: '' });
    expect((await write('claire', [silent.id])).status).toBe(201);
  });

  it('of what is published is changed by an edit alone, and its readers are told of an edit', async () => {
    const image = await uploaded(app, 'claire', undefined, undefined, 'A tree');
    const post = await read<Post>(await write('claire', [image.id]));
    const path = `/v1/attachments/${image.id}`;
    await expectProblem(await app.as('david')('PATCH', path, { alt: 'Mine' }), 'forbidden');
    await expectProblem(await app.as('claire')('PATCH', path, { alt: 'A better text' }), 'conflict');
    const descriptions = [{ id: image.id, alt: 'A better text' }];
    await expectProblem(await app.as('david')('PATCH', `/v1/posts/${post.id}`, { descriptions }), 'forbidden');
    app.clock.now = new Date(app.clock.now.getTime() + 60_000);
    await read(await app.as('claire')('PATCH', `/v1/posts/${post.id}`, { descriptions }));
    const seen = await read<Post>(await app.as('david')('GET', `/v1/posts/${post.id}`));
    expect(seen.attachments![0]!.alt).toBe('A better text');
    expect(seen.editedAt).not.toBeNull();
  });

  it('is said of the images of the post alone, whoever they belong to', async () => {
    const mine = await uploaded(app, 'claire');
    const unused = await uploaded(app, 'claire', undefined, undefined, 'As it was');
    const other = await uploaded(app, 'david');
    const file = await uploaded(app, 'claire', pdf, 'a.pdf', null);
    const post = await read<Post>(await write('claire', [mine.id, file.id]));
    for (const id of [unused.id, other.id, file.id, crypto.randomUUID()]) {
      const problem = await expectProblem(
        await app.as('claire')('PATCH', `/v1/posts/${post.id}`, { descriptions: [{ id, alt: 'x' }] }),
        'invalid-request',
      );
      expect(problem.errors).toEqual([{ path: 'descriptions', message: 'names something else' }]);
    }
    expect((await read<Attachment>(await app.as('claire')('GET', `/v1/attachments/${unused.id}`))).alt).toBe(
      'As it was',
    );
  });

  const later = () => (app.clock.now = new Date(app.clock.now.getTime() + 60_000));
  const said = async (kind: 'posts' | 'comments', id: string) =>
    (await read<RevisionPage>(await app.as('david')('GET', `/v1/${kind}/${id}/revisions`))).items.map(
      ({ at, images }) => [at, images.map(({ alt }) => alt)],
    );

  it('stays in the history that readers see: once for each edit that takes something away', async () => {
    const [tree, house] = [
      await uploaded(app, 'claire', undefined, undefined, 'A tree'),
      await uploaded(app, 'claire', undefined, undefined, 'A house'),
    ];
    const post = await read<Post>(await write('claire', [tree.id]));
    expect(await said('posts', post.id)).toEqual([]);
    const edit = async (change: object) => {
      const { editedAt } = await read<Post>(await app.as('claire')('PATCH', `/v1/posts/${post.id}`, change));
      return editedAt;
    };
    later();
    // Only added: nothing that anybody read is gone.
    const added = await edit({ attachments: [tree.id, house.id] });
    expect(await said('posts', post.id)).toEqual([]);
    later();
    const both = await edit({ text: 'Other words', descriptions: [{ id: tree.id, alt: 'An oak' }] });
    expect(await said('posts', post.id)).toEqual([[added, ['A tree', 'A house']]]);
    later();
    const alone = await edit({ descriptions: [{ id: house.id, alt: 'A barn' }] });
    expect((await said('posts', post.id))[0]).toEqual([both, ['An oak', 'A house']]);
    later();
    await edit({ attachments: [house.id] });
    expect((await said('posts', post.id))[0]).toEqual([alone, ['An oak', 'A barn']]);
    later();
    await edit({ descriptions: [{ id: house.id, alt: 'A barn' }] });
    expect(await said('posts', post.id)).toHaveLength(3);
    expect((await read<Post>(await app.as('david')('GET', `/v1/posts/${post.id}`))).revisions).toBe(3);
  });

  it('of a comment is a part of its edit as well', async () => {
    const image = await uploaded(app, 'claire', undefined, undefined, 'A tree');
    const post = await read<Post>(await write('claire', []));
    const comment = await read<Comment>(
      await app.as('claire')('POST', `/v1/posts/${post.id}/comments`, { text: 'Here', attachments: [image.id] }),
    );
    later();
    const changed = await read<Comment>(
      await app.as('claire')('PATCH', `/v1/comments/${comment.id}`, {
        text: 'Here',
        descriptions: [{ id: image.id, alt: 'An oak' }],
      }),
    );
    expect([changed.attachments![0]!.alt, changed.revisions]).toEqual(['An oak', 1]);
    expect(await said('comments', comment.id)).toEqual([[comment.createdAt, ['A tree']]]);
  });
});

describe('a post with attachments', () => {
  it('has them in the order given, the same alone, in a feed and in what is answered to its author', async () => {
    const [one, two] = [
      await uploaded(app, 'claire', undefined, 'one.jpg'),
      await uploaded(app, 'claire', undefined, 'two.jpg'),
    ];
    const file = await uploaded(app, 'claire', pdf, 'three.pdf');
    const post = await read<Post>(await write('claire', [two.id, file.id, one.id]));
    expect(post.attachments!.map(({ name }) => name)).toEqual(['two.jpg', 'three.pdf', 'one.jpg']);
    const alone = await read<Post>(await app.as('david')('GET', `/v1/posts/${post.id}`));
    const feed = await read<PostPage>(await app.as('david')('GET', `/v1/posts?scope=community&for=it-help`));
    expect(feed.items.find(({ id }) => id === post.id)).toEqual(alone);
    expect(alone.attachments![0]!.url).toContain(`by=${people['david']}`);
    const none = await read<Post>(await write('claire', []));
    expect(none).not.toHaveProperty('attachments');
  });

  it('has ten at most, none twice, and none that another post has', async () => {
    const [image, other] = [await uploaded(app, 'claire'), await uploaded(app, 'claire')];
    await expectProblem(await write('claire', [image.id, image.id]), 'invalid-request');
    await expectProblem(
      await write(
        'claire',
        Array.from({ length: 11 }, () => crypto.randomUUID()),
      ),
      'invalid-request',
    );
    expect((await write('claire', [image.id])).status).toBe(201);
    await expectProblem(await write('claire', [other.id, image.id]), 'invalid-request');
    await expectProblem(await write('claire', [crypto.randomUUID()]), 'invalid-request');
    // What was refused took nothing.
    expect((await write('claire', [other.id])).status).toBe(201);
  });

  it('loses by an edit what is left out of it, bytes and all, and keeps the rest', async () => {
    const [keep, drop] = [await uploaded(app, 'claire'), await uploaded(app, 'claire')];
    const post = await read<Post>(await write('claire', [keep.id, drop.id]));
    const dropped = post.attachments![1]!.url;
    const edited = await read<Post>(
      await app.as('claire')('PATCH', `/v1/posts/${post.id}`, { attachments: [keep.id] }),
    );
    expect(edited.attachments!.map(({ id }) => id)).toEqual([keep.id]);
    expect((await app.request(dropped)).status).toBe(404);
    const untouched = await read<Post>(
      await app.as('claire')('PATCH', `/v1/posts/${post.id}`, { text: 'Other words' }),
    );
    expect(untouched.attachments).toHaveLength(1);
    const bare = await read<Post>(await app.as('claire')('PATCH', `/v1/posts/${post.id}`, { attachments: [] }));
    expect(bare).not.toHaveProperty('attachments');
  });

  it('takes them along when it is deleted', async () => {
    const image = await uploaded(app, 'claire');
    const post = await read<Post>(await write('claire', [image.id]));
    const url = post.attachments![0]!.url;
    await bytesAt(url);
    await app.as('claire')('DELETE', `/v1/posts/${post.id}`);
    expect((await app.request(url)).status).toBe(404);
    await expectProblem(await app.as('claire')('GET', `/v1/attachments/${image.id}`), 'not-found');
  });
});

describe('a comment with attachments', () => {
  it('has them, and those who read the post get them', async () => {
    const post = await read<Post>(await write('claire', []));
    const image = await uploaded(app, 'david');
    const path = `/v1/posts/${post.id}/comments`;
    const comment = await read<Comment>(await app.as('david')('POST', path, { text: 'See', attachments: [image.id] }));
    expect(comment.attachments).toHaveLength(1);
    const { items } = await read<{ items: Comment[] }>(await app.as('claire')('GET', path));
    await bytesAt(items[0]!.attachments![0]!.url);
    const edited = await read<Comment>(
      await app.as('david')('PATCH', `/v1/comments/${comment.id}`, { text: 'See', attachments: [] }),
    );
    expect(edited).not.toHaveProperty('attachments');
    expect((await app.request(comment.attachments![0]!.url)).status).toBe(404);
  });

  it('that was replied to leaves nothing of them when it is deleted', async () => {
    const post = await read<Post>(await write('claire', []));
    const image = await uploaded(app, 'david');
    const path = `/v1/posts/${post.id}/comments`;
    const comment = await read<Comment>(await app.as('david')('POST', path, { text: 'See', attachments: [image.id] }));
    await app.as('claire')('POST', path, { text: 'I see', parent: comment.id });
    expect((await app.as('david')('DELETE', `/v1/comments/${comment.id}`)).status).toBe(204);
    const { items } = await read<{ items: Comment[] }>(await app.as('claire')('GET', path));
    expect(items[0]).not.toHaveProperty('attachments');
    expect((await app.request(comment.attachments![0]!.url)).status).toBe(404);
  });
});

describe('an address', () => {
  let post: Post;
  beforeAll(async () => {
    post = await read<Post>(await write('claire', [(await uploaded(app, 'claire')).id]));
  });
  const urlFor = async (who: string): Promise<string> =>
    (await read<Post>(await app.as(who)('GET', `/v1/posts/${post.id}`))).attachments![0]!.url;
  const refusal = async (url: string) => {
    const { requestId: _, ...problem } = await expectProblem(await app.request(url), 'not-found');
    return JSON.stringify(problem);
  };

  it('is drawn on any page, from the browser’s own cache for minutes, and by no shared one', async () => {
    const response = await app.request(await urlFor('david'));
    expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    const [, age] = /^private, max-age=(\d+)$/.exec(response.headers.get('Cache-Control')!)!;
    expect(Number(age)).toBeLessThanOrEqual(300);
    expect(response.headers.get('Content-Disposition')).toMatch(/^inline/);
    expect((await app.request(await urlFor('david'), { method: 'HEAD' })).headers.get('Content-Length')).toBe(
      response.headers.get('Content-Length'),
    );
  });

  it('of something of C2 stays in no cache', async () => {
    const image = await uploaded(app, 'claire');
    const secret = await read<Post>(
      await write('claire', [image.id], { audience: { community: communities['it-help'], degree: 'C2' } }),
    );
    const response = await app.request(secret.attachments![0]!.url);
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    const told = await app.as('claire')('GET', `/v1/attachments/${image.id}`);
    expect([told.status, told.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    expect((await app.request(app.kernel.addresses.sign(people['david']!, image.id).url)).status).toBe(404);
  });

  it('that is forged, expired, of somebody else or of nothing answers one and the same', async () => {
    const url = new URL(await urlFor('david'), 'http://x');
    const changed = (parts: Record<string, string>, id?: string): string => {
      const other = new URL(url);
      for (const [key, value] of Object.entries(parts)) other.searchParams.set(key, value);
      if (id) other.pathname = other.pathname.replace(post.attachments![0]!.id, id);
      return other.pathname + other.search;
    };
    const until = Number(url.searchParams.get('until'));
    const mac = url.searchParams.get('mac')!;
    const own = await uploaded(app, 'claire');
    const answers = await Promise.all(
      [
        changed({ mac: `${mac.slice(0, -1)}${mac.endsWith('A') ? 'Q' : 'A'}` }),
        changed({ mac: '' }),
        changed({ mac: 'A'.repeat(22) }),
        changed({ until: String(until + 300) }),
        changed({ until: '99999999999' }),
        changed({ until: 'NaN' }),
        changed({ by: people['sofia']! }),
        changed({ by: '' }),
        changed({ by: "x' or 1=1" }),
        changed({}, own.id),
        changed({}, crypto.randomUUID()),
        changed({}, 'x'),
        // Well signed, for somebody who may not read it, who is gone, or of what is not there.
        app.kernel.addresses.sign(people['sofia']!, post.attachments![0]!.id).url,
        app.kernel.addresses.sign(crypto.randomUUID(), post.attachments![0]!.id).url,
        app.kernel.addresses.sign(people['david']!, crypto.randomUUID()).url,
        `/v1/attachments/${post.attachments![0]!.id}/content`,
      ].map(refusal),
    );
    expect(new Set(answers).size).toBe(1);
  });

  it('ends after ten minutes at the latest, and another one is given at once', async () => {
    const url = await urlFor('david');
    const { expiresAt } = await read<Attachment>(
      await app.as('david')('GET', `/v1/attachments/${post.attachments![0]!.id}`),
    );
    const start = app.clock.now;
    expect(Date.parse(expiresAt) - start.getTime()).toBeLessThanOrEqual(600_000);
    expect(Date.parse(expiresAt) - start.getTime()).toBeGreaterThan(300_000 - 1);
    try {
      app.clock.now = new Date(Date.parse(expiresAt) - 1_000);
      expect((await app.request(url)).status).toBe(200);
      app.clock.now = new Date(expiresAt);
      expect((await app.request(url)).status).toBe(404);
      expect((await app.request(await urlFor('david'))).status).toBe(200);
    } finally {
      app.clock.now = start;
    }
  });

  it('ends with the membership that it rested on, although it has minutes left', async () => {
    const url = await urlFor('david');
    await bytesAt(url);
    await app.database.system((tx) => tx.deleteFrom('membership').where('person_id', '=', people['david']!).execute());
    app.kernel.standings.forget(people['david']!);
    expect((await app.request(url)).status).toBe(404);
    await app.database.system((tx) =>
      tx
        .insertInto('membership')
        .values({
          community_id: communities['it-help']!,
          person_id: people['david']!,
          role: 'steward',
          since: app.clock.now,
        })
        .execute(),
    );
    app.kernel.standings.forget(people['david']!);
    expect((await app.request(url)).status).toBe(200);
  });

  it('is the same for five minutes, and the page that has it is another one after that', async () => {
    const page = () => app.as('david')('GET', '/v1/posts?scope=community&for=it-help');
    const first = await page();
    const tag = first.headers.get('ETag')!;
    expect(
      (await app.as('david')('GET', '/v1/posts?scope=community&for=it-help', undefined, { 'If-None-Match': tag }))
        .status,
    ).toBe(304);
    const start = app.clock.now;
    try {
      app.clock.now = new Date(start.getTime() + 300_000);
      const later = await app.as('david')('GET', '/v1/posts?scope=community&for=it-help', undefined, {
        'If-None-Match': tag,
      });
      expect(later.status).toBe(200);
    } finally {
      app.clock.now = start;
    }
  });
});

describe('what is flagged', () => {
  it('is seen by its desk with its pictures, also after its author took them away and deleted it', async () => {
    const image = await uploaded(app, 'claire', undefined, 'evidence.jpg');
    const post = await read<Post>(await write('claire', [image.id]));
    const { articles } = await read<Charter>(await app.as('sofia')('GET', '/v1/charter'));
    const reporter = (await addPeople(app.database, [{ userName: 'reporter' }]))['reporter']!;
    await app.database.system((tx) =>
      tx
        .insertInto('membership')
        .values({ community_id: communities['it-help']!, person_id: reporter, since: app.clock.now })
        .execute(),
    );
    await read(
      await app.as('reporter')('POST', '/v1/flags', {
        subject: { kind: 'post', id: post.id },
        article: articles[0]!.id,
        note: '',
      }),
    );
    const examined = async (): Promise<Case> => {
      const { items } = await read<CasePage>(await app.as('david')('GET', '/v1/cases'));
      return items.find(({ copy }) => copy.id === post.id)!;
    };
    await bytesAt((await examined()).copy.attachments![0]!.url);
    await app.as('claire')('PATCH', `/v1/posts/${post.id}`, { attachments: [] });
    const revised = await examined();
    expect(revised.revision).not.toHaveProperty('attachments');
    expect(revised.copy.attachments!.map(({ name }) => name)).toEqual(['evidence.jpg']);
    await app.as('claire')('DELETE', `/v1/posts/${post.id}`);
    const copy = (await examined()).copy.attachments![0]!;
    await bytesAt(copy.url);
    // The evidence is the desk's: its author and the reporter do not read it there.
    for (const who of ['claire', 'reporter'])
      expect(
        (await app.request(app.kernel.addresses.sign(who === 'claire' ? people['claire']! : reporter, copy.id).url))
          .status,
      ).toBe(404);
  });

  it('and removed is read by its author and its desk alone, and comes back with the post', async () => {
    const image = await uploaded(app, 'claire');
    const post = await read<Post>(await write('claire', [image.id]));
    const readers = ['reporter', 'david', 'claire'] as const;
    const ids: Record<string, string> = { ...people, reporter: (await app.kernel.standings.find('reporter'))!.person };
    const statuses = () =>
      Promise.all(
        readers.map(async (who) => (await app.request(app.kernel.addresses.sign(ids[who]!, image.id).url)).status),
      );
    expect(await statuses()).toEqual([200, 200, 200]);
    const { articles } = await read<Charter>(await app.as('sofia')('GET', '/v1/charter'));
    await app.as('reporter')('POST', '/v1/flags', {
      subject: { kind: 'post', id: post.id },
      article: articles[0]!.id,
      note: '',
    });
    const { items } = await read<CasePage>(await app.as('david')('GET', '/v1/cases'));
    const found = items.find(({ copy }) => copy.id === post.id)!;
    await app.as('david')('PUT', `/v1/cases/${found.id}/claim`);
    await read(
      await app.as('david')('PUT', `/v1/cases/${found.id}/decision`, {
        decision: 'remove',
        article: articles[0]!.id,
        publicNote: 'No.',
      }),
    );
    expect(await statuses()).toEqual([404, 200, 200]);
    const change = { descriptions: [{ id: image.id, alt: 'x' }] };
    await expectProblem(await app.as('claire')('PATCH', `/v1/posts/${post.id}`, change), 'forbidden');
    await expectProblem(await app.as('claire')('PATCH', `/v1/attachments/${image.id}`, { alt: 'x' }), 'conflict');
  });
});
