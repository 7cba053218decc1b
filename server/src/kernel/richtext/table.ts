/**
 * Tables as GitHub Flavored Markdown has them, in the place of markdown-it's own rule, which fills every row up to the
 * width of the head: 20 kB of text become 60 000 cells. Here a row has the cells that are written in it.
 */
import type { Env, StateBlock } from 'markdown-it';

/** What is counted over all tables of one text. */
export interface TableCount extends Env {
  cells: number;
}

/** Cells of all tables of one text together. The table that passes it, and those after it, stay the text they are. */
const mostCells = 3_000;
/** Columns by which a line is set in before it is code. */
const codeIndent = 4;

const delimiterLine = /^(?:[|:]|-[-:|])[\s|:-]*$/;
const delimiter = /^:?-+:?$/;

const lineAt = (state: StateBlock, line: number): string =>
  state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]);

/** Negative: the line belongs to what is around; four and more: it is code. */
const indentOf = (state: StateBlock, line: number): number => state.sCount[line]! - state.blkIndent;

function readCells(line: string): string[] {
  const cells = line.trim().split(/(?<!\\)\|/);
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells.map((cell) => cell.replaceAll('\\|', '|').trim());
}

function readAlignments(line: string): string[] | undefined {
  if (!delimiterLine.test(line)) return undefined;
  const cells = readCells(line);
  if (!cells.every((cell) => delimiter.test(cell))) return undefined;
  return cells.map((cell) => {
    if (!cell.endsWith(':')) return cell.startsWith(':') ? 'left' : '';
    return cell.startsWith(':') ? 'center' : 'right';
  });
}

/** Whether another block begins on this line. */
const isInterrupted = (state: StateBlock, line: number, endLine: number): boolean =>
  state.md.block.ruler.getRules('blockquote').some((rule) => rule(state, line, endLine, true));

export function table(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const count = state.env as TableCount;
  if (startLine + 2 > endLine || count.cells > mostCells) return false;
  for (const line of [startLine, startLine + 1])
    if (indentOf(state, line) < 0 || indentOf(state, line) >= codeIndent) return false;
  const alignments = readAlignments(lineAt(state, startLine + 1));
  if (!alignments) return false;
  const headLine = lineAt(state, startLine);
  const head = readCells(headLine);
  if (!headLine.includes('|') || head.length === 0 || head.length !== alignments.length) return false;
  if (isInterrupted(state, startLine, endLine)) return false;
  if (silent) return true;

  const around = state.parentType;
  state.parentType = 'table';
  const rows: string[][] = [];
  count.cells += head.length;
  let line = startLine + 2;
  for (; line < endLine && count.cells <= mostCells; line++) {
    if (indentOf(state, line) < 0 || indentOf(state, line) >= codeIndent || state.isEmpty(line)) break;
    if (isInterrupted(state, line, endLine)) break;
    const row = readCells(lineAt(state, line)).slice(0, head.length);
    // A row of pipes alone is one, too.
    count.cells += Math.max(1, row.length);
    rows.push(row);
  }
  state.parentType = around;
  if (count.cells > mostCells) return false;

  const pushRow = (name: 'th' | 'td', cells: readonly string[]): void => {
    state.push('tr_open', 'tr', 1);
    for (const [column, content] of cells.entries()) {
      const cell = state.push(`${name}_open`, name, 1);
      if (alignments[column]) cell.attrs = [['style', `text-align:${alignments[column]}`]];
      const inline = state.push('inline', '', 0);
      inline.content = content;
      inline.children = [];
      state.push(`${name}_close`, name, -1);
    }
    state.push('tr_close', 'tr', -1);
  };
  state.push('table_open', 'table', 1).map = [startLine, line];
  state.push('thead_open', 'thead', 1);
  pushRow('th', head);
  state.push('thead_close', 'thead', -1);
  state.push('tbody_open', 'tbody', 1);
  for (const row of rows) pushRow('td', row);
  state.push('tbody_close', 'tbody', -1);
  state.push('table_close', 'table', -1);
  state.line = line;
  return true;
}
