/**
 * What somebody may have meant by a word that nothing is found by: every word one slip away (a letter left out, doubled,
 * wrong, or two exchanged), to be looked up. Listing them costs no index; a slip in a word of nine letters is one of
 * about 580 (P. Norvig, "How to write a spelling corrector").
 */
const letters = 'abcdefghijklmnopqrstuvwxyz';
const shortest = 4;
const longest = 24;

export const canBeMisspelt = (word: string): boolean =>
  word.length >= shortest && word.length <= longest && /^\p{L}+$/u.test(word);

export function slipsFrom(word: string): string[] {
  const slips = new Set<string>();
  const characters = [...word];
  for (let i = 0; i <= characters.length; i++) {
    const before = characters.slice(0, i).join('');
    const [first = '', second = ''] = characters.slice(i);
    const others = characters.slice(i + 1).join('');
    if (first) slips.add(before + others);
    if (second) slips.add(before + second + first + others.slice(second.length));
    for (const letter of letters) {
      if (first) slips.add(before + letter + others);
      slips.add(before + letter + first + others);
    }
  }
  slips.delete(word);
  return [...slips];
}
