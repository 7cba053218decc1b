/** A step that is written like an address (`it-support`, `hse`) as one would write it: "IT support", "HSE". */
const inWords = (step: string) => {
  if (!/^[\p{Ll}\p{N}-]+$/u.test(step)) return step;
  const [first = '', ...rest] = step.split('-');
  const short = rest.length ? 2 : 3;
  return [first.length <= short ? first.toUpperCase() : first[0]!.toUpperCase() + first.slice(1), ...rest].join(' ');
};

/** The steps of a unit's path. */
export const unitSteps = (path: string): string[] =>
  path
    .split('/')
    .map((step) => step.trim())
    .filter(Boolean)
    .map(inWords);

/** What a thing is called in this language, else in any. */
export const labelIn = (label: Record<string, string>, language: string): string =>
  label[language] ?? label['en'] ?? Object.values(label)[0] ?? '';
