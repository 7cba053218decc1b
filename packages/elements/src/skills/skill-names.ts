/** What a skill is called, as it is written in a form: synonyms one a line. */
import type { Skill } from '@parvis/contracts';

export type Names = Record<string, { label: string; synonyms: string }>;

/** Languages that are always asked for. */
const asked = ['en', 'fr'];
/** Under it stand names whose language nobody said: merged words of people. They are synonyms alone. */
export const anyLanguage = 'und';

export const written = ({ label, synonyms }: Pick<Skill, 'label' | 'synonyms'>): Names =>
  Object.fromEntries(
    [...new Set([...asked, ...Object.keys(label), ...Object.keys(synonyms)])]
      .filter((language) => language !== anyLanguage || synonyms[language]?.length)
      .map((language) => [
        language,
        {
          label: language === anyLanguage ? '' : (label[language] ?? ''),
          synonyms: (synonyms[language] ?? []).join('\n'),
        },
      ]),
  );

const linesOf = (names: string | undefined): string[] =>
  (names ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

export function read(names: Names): Pick<Skill, 'label' | 'synonyms'> {
  const label: Record<string, string> = {};
  const synonyms: Record<string, string[]> = {};
  for (const [language, { label: name, synonyms: lines }] of Object.entries(names)) {
    if (name.trim()) label[language] = name.trim();
    const others = linesOf(lines);
    if (others.length) synonyms[language] = [...new Set(others)];
  }
  return { label, synonyms };
}

/** What somebody wrote over `base`, carried over to what it is now. */
export function carried(base: Names, mine: Names, now: Names): Names {
  const all = new Set([...Object.keys(now), ...Object.keys(mine)]);
  return Object.fromEntries(
    [...all].map((language) => {
      const [was, own, is] = [base[language], mine[language], now[language]];
      const [before, kept] = [linesOf(was?.synonyms), linesOf(own?.synonyms)];
      const synonyms = [
        ...linesOf(is?.synonyms).filter((name) => kept.includes(name) || !before.includes(name)),
        ...kept.filter((name) => !before.includes(name)),
      ];
      return [
        language,
        {
          label: (own && own.label !== (was?.label ?? '') ? own.label : is?.label) ?? '',
          synonyms: [...new Set(synonyms)].join('\n'),
        },
      ];
    }),
  );
}
