/** What Storybook gives to copy is what was seen running: the pages that packages.test.ts opens in a browser. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { samples } from '../../stories/support/docs/samples.ts';

const lines = (text: string): string[] => text.split('\n').flatMap((line) => line.trim() || []);

/** A page may import more than a sample does. */
const isSaid = (line: string, sample: string): boolean => {
  const [, name, from] = /^import \{ (\w+) \} (from .*)$/.exec(sample) ?? [];
  return (
    line === sample || (!!name && line.startsWith('import {') && line.includes(` ${name}`) && line.endsWith(from!))
  );
};

it.each([
  ['React', samples.react, 'react.jsx'],
  ['Vue', samples.vue, 'vue.js'],
  ['Angular', samples.angular, 'angular.ts'],
])('what is to be copied for %s stands in the page that is opened, line after line', (_, sample, page) => {
  const said = lines(readFileSync(new URL(`apps/${page}`, import.meta.url), 'utf8'));
  let at = -1;
  for (const line of lines(sample)) {
    const next = said.findIndex((one, index) => index > at && isSaid(one, line));
    expect(next, line).toBeGreaterThan(at);
    at = next;
  }
});

it('Vue is told of the tags in the same words', () => {
  const page = readFileSync(new URL('apps/vue.js', import.meta.url), 'utf8');
  const [told] = /\(tag\) => tag\.startsWith\('[\w-]+'\)/.exec(samples.vueConfig)!;
  expect(page).toContain(`isCustomElement = ${told};`);
});
