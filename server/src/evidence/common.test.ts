import { describe, expect, it } from 'vitest';
import { readQuery, telling } from './ranking.ts';

const sought = (text: string): Record<string, number> => {
  const { terms, common } = readQuery(text);
  return Object.fromEntries(telling(terms, common));
};

describe('a word that everybody writes of everything', () => {
  it.each([
    ['Comment lire les trois derniers relevés du compresseur ammoniac ?', ['lir', 'troi', 'troidernier', 'derni']],
    ['How do I read the last two drawings of the ammonia compressor?', ['read', 'last', 'two', 'lasttwo']],
  ])('is not looked for beside several that say what is asked: %s', (question, common) => {
    const terms = Object.keys(sought(question));
    expect(terms.filter((term) => common.includes(term))).toEqual([]);
    expect(terms.filter((term) => term.startsWith('ammoni'))).not.toEqual([]);
  });

  it('counts less beside a single one, and whole where it is all that was asked', () => {
    const { lir, schema } = sought('lire un schéma');
    expect(lir).toBeLessThan(schema! / 2);
    expect(sought('lire')).toEqual({ lir: 1 });
  });
});
