/** Lists of words as people keep them: one a line, or a table with what each does beside it. */
import { type ScreeningAction, limits, screeningActions } from '@parvis/contracts/tables';

export type ListFault = 'short' | 'long' | 'action' | 'quote' | 'many';
export type ReadList = {
  words: Record<ScreeningAction, string[]>;
  count: number;
  /** By line, the first first. */
  faults: { line: number; fault: ListFault; text: string }[];
};

/** What a second column may say, in both languages. */
const actions: Record<string, ScreeningAction> = {
  ...Object.fromEntries(screeningActions.map((action) => [action, action])),
  refuser: 'refuse',
  retenir: 'hold',
  reformuler: 'nudge',
  rephrase: 'nudge',
};
const heading = /^(words?|mots?)$/i;
/** As the server has it: two letters or digits at least. */
const isLong = (word: string) => (word.normalize('NFKD').match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2;

/** The cells of a line; nothing where a quotation mark is left open. */
function cellsOf(line: string): string[] | undefined {
  const separator = ['\t', ';', ','].find((sign) => line.replace(/"(?:[^"]|"")*"/g, '').includes(sign)) ?? ',';
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    rest = rest.trimStart();
    if (rest.startsWith('"')) {
      const [whole, text] = /^"((?:[^"]|"")*)"\s*/.exec(rest) ?? [];
      if (whole === undefined) return undefined;
      cells.push(text!.replaceAll('""', '"').trim());
      rest = rest.slice(whole.length);
      if (rest && !rest.startsWith(separator)) return undefined;
    } else {
      const end = rest.indexOf(separator);
      cells.push((end < 0 ? rest : rest.slice(0, end)).trim());
      rest = end < 0 ? '' : rest.slice(end);
    }
    if (!rest) return cells;
    rest = rest.slice(1);
  }
}

/** What stands in a list; a word without anything beside it does `usual`. Lines that begin with `#` are remarks. */
export function readList(text: string, usual: ScreeningAction): ReadList {
  const words: ReadList['words'] = { refuse: [], hold: [], nudge: [] };
  const faults: ReadList['faults'] = [];
  const seen = new Set<string>();
  let number = 0;
  for (const raw of text.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
    number += 1;
    const line = raw.trim();
    const at = { line: number, text: line.slice(0, 40) };
    if (!line || line.startsWith('#')) continue;
    const cells = cellsOf(line);
    if (!cells) {
      faults.push({ ...at, fault: 'quote' });
      continue;
    }
    const [word = '', said = ''] = cells;
    if (number === 1 && heading.test(word)) continue;
    const action = said ? actions[said.toLowerCase()] : usual;
    if (!action) faults.push({ ...at, fault: 'action', text: said.slice(0, 40) });
    else if (!isLong(word)) faults.push({ ...at, fault: 'short' });
    else if (word.length > limits.screenedWord) faults.push({ ...at, fault: 'long' });
    else if (seen.size >= limits.screenedWords) {
      faults.push({ ...at, fault: 'many' });
      break;
    } else if (!seen.has(word.toLowerCase())) {
      seen.add(word.toLowerCase());
      words[action].push(word);
    }
  }
  return { words, count: seen.size, faults };
}
