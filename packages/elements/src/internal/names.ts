/** The steps of a unit's path. A step that is written like an address (`it-support`) is read as words. */
export const unitSteps = (path: string): string[] =>
  path
    .split('/')
    .map((step) => step.trim())
    .filter(Boolean)
    .map((step) => (/^[\p{Ll}\p{N}-]+$/u.test(step) ? step.replace(/-/g, ' ') : step));

/** What a thing is called in this language, else in any. */
export const labelIn = (label: Record<string, string>, language: string): string =>
  label[language] ?? label['en'] ?? Object.values(label)[0] ?? '';
