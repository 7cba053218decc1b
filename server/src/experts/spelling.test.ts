import { describe, expect, it } from 'vitest';
import { canBeMisspelt, slipsFrom } from './spelling.ts';

describe('slips', () => {
  it.each([
    ['lefevbre', 'lefebvre', 'two letters exchanged'],
    ['lefevbre', 'lefevre', 'a letter too many'],
    ['comptabilte', 'comptabilite', 'a letter left out'],
    ['securote', 'securite', 'a wrong letter'],
  ])('%s may have meant %s: %s', (written, meant) => {
    expect(slipsFrom(written)).toContain(meant);
  });

  it('are not looked for in short words and identifiers', () => {
    expect(canBeMisspelt('sql')).toBe(false);
    expect(canBeMisspelt('c++')).toBe(false);
    expect(canBeMisspelt('v1.29')).toBe(false);
  });
});
