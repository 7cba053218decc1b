/** Which decided cases are like another one: what they are about, in words, and under which article. */

/** Words that say something, each once. */
export const wordsOf = (folded: string): Set<string> =>
  new Set((folded.match(/[\p{L}\p{N}]{4,}/gu) ?? []).slice(0, 400));

/** Of 0 to 1: the share of their words that two texts have in common. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return common / (one.size + other.size - common);
}

/** Below this, and under other articles, two things have nothing to do with each other. */
const least = 0.15;
/** What the same article counts for, beside the words. */
const article = 0.3;

export type Compared = { words: ReadonlySet<string>; articles: readonly string[] };

/** Undefined: not alike. */
export function compare(one: Compared, other: Compared): number | undefined {
  const words = likeness(one.words, other.words);
  const same = one.articles.some((id) => other.articles.includes(id));
  return words >= least || same ? words + (same ? article : 0) : undefined;
}
