import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { tooMuch } from './expected.ts';
import { measureViews } from './views.ts';

const embed = new URL('../../packages/elements/dist/embed/', import.meta.url);

it('what a page downloads for the first useful view of an element is no more than expected', async () => {
  expect(tooMuch(await measureViews())).toEqual([]);
});

it('the bundle holds nothing of schemas, mocks or development', () => {
  const found = readdirSync(embed, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .filter((file) =>
      /ZodError|mockServiceWorker|Lit is in dev mode|is not one of its values/.test(
        readFileSync(new URL(file, embed), 'utf8'),
      ),
    );
  expect(found).toEqual([]);
});
