import { describe, expect, it } from 'vitest';
import { stem } from './analysis.ts';
import { relatedInTrades } from './trades.ts';

describe('what goes with what at work', () => {
  it('a skill is also called as in the other language, and by its abbreviation', () => {
    expect(relatedInTrades('ressources humaines').names).toContain('hr');
    expect(relatedInTrades('payroll').names).toContain(stem('paie'));
  });

  it('a tool is likely to be known by the people of its trade', () => {
    expect(relatedInTrades('PostgreSQL').called).toContain(stem('developer'));
    expect(relatedInTrades('Kubernetes').names).toContain(stem('devops'));
  });

  it('two words that are one name are not taken for what each says alone', () => {
    expect(relatedInTrades('business development').called).not.toContain(stem('programmeur'));
    expect(relatedInTrades('development').called).toContain(stem('programmeur'));
  });

  it('C, C++, C# and .NET are no names of one another', () => {
    for (const one of ['C', 'C++', 'C#', '.NET'])
      for (const other of ['c', 'c++', 'c#', '.net']) expect(relatedInTrades(one).names).not.toContain(other);
  });

  it('of what no trade knows nothing is said', () => {
    expect(relatedInTrades('juggling with oranges')).toEqual({ names: new Set(), called: new Set() });
  });
});
