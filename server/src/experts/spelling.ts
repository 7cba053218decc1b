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
  for (let i = 0; i <= word.length; i++) {
    const before = word.slice(0, i);
    const after = word.slice(i);
    if (after) slips.add(before + after.slice(1));
    if (after.length > 1) slips.add(before + after[1] + after[0] + after.slice(2));
    for (const letter of letters) {
      if (after) slips.add(before + letter + after.slice(1));
      slips.add(before + letter + after);
    }
  }
  slips.delete(word);
  return [...slips];
}
