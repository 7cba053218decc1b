import { expect } from '@open-wc/testing';
import { differences } from './differences.ts';

describe('the differences of two texts', () => {
  it('are the words that went and those that came, in their place', () => {
    expect(differences('The valve leaks a little.', 'The valve leaks badly.')).to.deep.equal([
      { text: 'The valve leaks ', kind: 'same' },
      { text: 'a little.', kind: 'removed' },
      { text: 'badly.', kind: 'added' },
    ]);
    expect(differences('', 'New')).to.deep.equal([{ text: 'New', kind: 'added' }]);
    expect(differences('Same', 'Same')).to.deep.equal([{ text: 'Same', kind: 'same' }]);
  });

  it('of long texts are the texts, so that nobody waits', () => {
    const long = 'word '.repeat(2_000);
    expect(differences(long, `${long}end`).map(({ kind }) => kind)).to.deep.equal(['removed', 'added']);
  });
});
