import { describe, expect, it } from 'vitest';
import { countTerms, nameTerms, nameWords, readPairs, readWords, stem } from './analysis.ts';

const terms = (text: string): string[] => [...countTerms(text).terms.keys()];
const stems = (text: string): string[] => readWords(text).flatMap((word) => word.stems);

describe('words of one family are one term', () => {
  it.each([
    ['développeur développeuse développeurs développement développer developer development'],
    ['directeur directrice direction directrices'],
    ['formateur formatrice formation formations'],
    ['intrapreneur intrapreneuse intrapreneure intrapreneuriat'],
    ['chargé chargée chargés chargées'],
    ['administratif administrative administration administrateur'],
    ['écologie écologique ecologie'],
    ['block blocks'],
    ['stake stakes staked staking'],
    ['logement logements'],
    ['dépannage dépanneur dépanneuse dépanner'],
    ['réseau réseaux'],
    ['lieu lieux'],
    ['public publique publics publiques'],
  ])('%s', (family) => {
    expect(new Set(stems(family)).size).toBe(1);
  });

  it.each(['intrapreneur(se)', 'intrapreneur·se', 'intrapreneur·se·s', 'intrapreneur/se', 'intrapreneur(e)s'])(
    'reads %s as one word, whoever it is meant for',
    (written) => {
      expect(terms(written)).toEqual(terms('intrapreneur'));
    },
  );

  it('takes no unit for a language', () => {
    expect(terms('instable à 24 °C')).toEqual(['instabl', '24']);
    expect(terms('à 24 degrés, en C')).toContain('c');
  });

  it('keeps brackets that hold a word', () => {
    expect(stems('riz (rice)')).toEqual(['riz', 'ric']);
  });

  it('keeps words apart that only look alike', () => {
    expect(stem('produit')).not.toBe(stem('production'));
    expect(stem('code')).not.toBe(stem('codex'));
    expect(stem('linux')).toBe('linux');
    expect(stem('port')).not.toBe(stem('porte-parole'));
  });

  it('takes nothing from short words', () => {
    expect(['news', 'gas', 'bus', 'css', 'sas'].map(stem)).toEqual(['new', 'gas', 'bus', 'css', 'sas']);
  });
});

describe('symbols are part of a word', () => {
  it('tells C, C++, C#, .NET, R and F# apart', () => {
    expect(stems('C, C++, C#, .NET, R, F#')).toEqual(['c', 'c++', 'c#', '.net', 'r', 'f#']);
  });

  it('finds .NET in ASP.NET and js in Node.js', () => {
    expect(terms('ASP.NET')).toEqual(expect.arrayContaining(['asp', '.net']));
    expect(terms('Node.js')).toEqual(expect.arrayContaining(['js', 'nodjs']));
  });

  it('does not take the articles and elisions of a sentence for languages', () => {
    expect(stems("Il y a l'équipe d'à côté, c'est à dire R&D")).not.toContain('c');
    expect(stems("l'R")).not.toContain('l');
    expect(stems('R&D')).toEqual(['rd']);
  });

  it('reads single letters of a query in lower case too', () => {
    expect(readWords('r programming', true)[0]?.stems).toEqual(['r']);
    expect(readWords('r programming')[0]?.stems).toEqual([stem('programming')]);
  });
});

describe('compounds', () => {
  it('finds full stack, full-stack and fullstack by one another', () => {
    const pairs = (text: string) => readPairs(text, readWords(text));
    expect(pairs('développeur full stack')).toContain('fullstack');
    expect(terms('full-stack')).toContain('fullstack');
    expect(terms('fullstack')).toContain('fullstack');
  });

  it('takes a symbol that is spelt out for the symbol', () => {
    for (const [text, symbol] of [
      ['C sharp', 'c#'],
      ['CSharp', 'c#'],
      ['c plus plus', 'c++'],
      ['Dot Net', '.net'],
    ] as const)
      expect(readWords(text).flatMap(({ stems }) => stems)).toEqual([symbol]);
    expect(terms('a sharp C')).not.toContain('c#');
  });

  it('reads the words inside an identifier', () => {
    expect(terms('mustSpendAtLeast')).toEqual(expect.arrayContaining(['mustspendatleast', 'spend', 'least']));
  });

  it('joins no words across a full stop or a comma', () => {
    expect(readPairs('gestion, produit. Agile', readWords('gestion, produit. Agile'))).toEqual([]);
    expect(readPairs('gestion de produit', readWords('gestion de produit'))).toEqual(['gestionproduit']);
  });
});

describe('positions', () => {
  it('are those of the text as written', () => {
    const text = 'Voir https://wiki.example.org/long/path puis l’écologie et C#.';
    const written = readWords(text).map(({ start, end }) => text.slice(start, end));
    expect(written).toEqual(['Voir', 'wiki.example.org', 'puis', 'l’écologie', 'C#']);
  });

  it('survive letters that decompose to more than one', () => {
    const text = 'ﬁnance œuvre Straße';
    expect(readWords(text).map(({ start, end, plain }) => [text.slice(start, end), plain])).toEqual([
      ['ﬁnance', 'finance'],
      ['œuvre', 'oeuvre'],
      ['Straße', 'strasse'],
    ]);
  });
});

describe('names', () => {
  it('keep every word, without accents', () => {
    expect(nameWords('Élodie Le Goff-Lefèvre')).toEqual(['elodie', 'le', 'goff', 'lefevre']);
  });

  it('are also found where a short word of them is written together with the next', () => {
    expect(nameTerms("Siobhán O'Connor")).toEqual(['siobhan', 'o', 'connor', 'oconnor']);
    expect(nameTerms('Gwenaël Le Bras')).toEqual(['gwenael', 'le', 'bras', 'lebras']);
    expect(nameTerms('Paul Martin')).toEqual(['paul', 'martin']);
  });
});
