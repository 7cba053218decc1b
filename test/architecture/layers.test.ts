import { describe, expect, it } from 'vitest';
import { rules } from './rules.ts';
import { readSource, sourceOf } from './source.ts';

const source = readSource('packages', 'server/src');

describe.each(rules)('$name', ({ check, broken }) => {
  it('holds', () => {
    expect(check(source)).toEqual([]);
  });

  it.each(broken.map((files, index) => [index + 1, files] as const))('is found broken (%i)', (_, files) => {
    expect(check(sourceOf(files))).not.toEqual([]);
  });
});
