/** What a press of the toolbar does to Markdown: which part of a text is replaced by what, and what is selected then. */
export type Edit = { from: number; to: number; text: string; start: number; end: number };
export type Selected = { text: string; start: number; end: number };

export const formats = ['bold', 'italic', 'heading', 'quote', 'code', 'link', 'list'] as const;
export type Format = (typeof formats)[number];

const marks = { bold: '**', italic: '*', code: '`' } as const;
const prefixes = { heading: '## ', quote: '> ', list: '- ' } as const;

/** The selection without the white space at its ends; without one, the word around the caret. */
function target({ text, start, end }: Selected): [from: number, to: number] {
  if (start === end) {
    const before = /[\p{L}\p{N}\p{M}_'’-]*$/u.exec(text.slice(0, start))![0].length;
    const after = /^[\p{L}\p{N}\p{M}_'’-]*/u.exec(text.slice(end))![0].length;
    return [start - before, end + after];
  }
  const chosen = text.slice(start, end);
  const lead = chosen.length - chosen.trimStart().length;
  return [start + lead, Math.max(start + lead, start + chosen.trimEnd().length)];
}

/** Whether a mark stands at both sides; one star inside two is not one of its own. */
function isMarked(text: string, from: number, to: number, mark: string): boolean {
  const left = /[*`]*$/.exec(text.slice(0, from))![0];
  const right = /^[*`]*/.exec(text.slice(to))![0];
  if (!left.endsWith(mark) || !right.startsWith(mark)) return false;
  return mark !== '*' || (left.length % 2 === 1 && right.length % 2 === 1);
}

function wrap(selected: Selected, mark: string): Edit {
  const { text } = selected;
  const [from, to] = target(selected);
  const chosen = text.slice(from, to);
  const size = mark.length;
  if (isMarked(text, from, to, mark))
    return { from: from - size, to: to + size, text: chosen, start: from - size, end: to - size };
  if (chosen.length > 2 * size && isMarked(text, from + size, to - size, mark)) {
    const inner = chosen.slice(size, -size);
    return { from, to, text: inner, start: from, end: from + inner.length };
  }
  return { from, to, text: mark + chosen + mark, start: from + size, end: from + size + chosen.length };
}

/** The lines that the selection touches. */
function lines({ text, start, end }: Selected): [from: number, to: number] {
  const next = text.indexOf('\n', end > start && text[end - 1] === '\n' ? end - 1 : end);
  return [text.lastIndexOf('\n', start - 1) + 1, next < 0 ? text.length : next];
}

function prefix(selected: Selected, mark: string): Edit {
  const [from, to] = lines(selected);
  const before = selected.text.slice(from, to).split('\n');
  const marked = before.every((line) => line.startsWith(mark) || (before.length > 1 && !line.trim()));
  const after = before.map((line) =>
    marked
      ? line.slice(line.startsWith(mark) ? mark.length : 0)
      : !line.trim() && before.length > 1
        ? line
        : mark + line,
  );
  const text = after.join('\n');
  const caret =
    selected.start === selected.end ? Math.max(from, selected.start + text.length - (to - from)) : undefined;
  return { from, to, text, start: caret ?? from, end: caret ?? from + text.length };
}

function fence(selected: Selected): Edit {
  const [from, to] = lines(selected);
  const code = selected.text.slice(from, to);
  return { from, to, text: `\`\`\`\n${code}\n\`\`\``, start: from + 4, end: from + 4 + code.length };
}

const placeholder = 'https://';

function link(selected: Selected): Edit {
  const [from, to] = target(selected);
  const chosen = selected.text.slice(from, to);
  if (/^https?:\/\/\S+$/i.test(chosen)) return { from, to, text: `[](${chosen})`, start: from + 1, end: from + 1 };
  const at = from + chosen.length + 3;
  const text = `[${chosen}](${placeholder})`;
  // Without words these come first; with them the address does.
  return chosen
    ? { from, to, text, start: at, end: at + placeholder.length }
    : { from, to, text, start: from + 1, end: from + 1 };
}

export function format(name: Format, selected: Selected): Edit {
  if (name === 'link') return link(selected);
  if (name === 'heading' || name === 'quote' || name === 'list') return prefix(selected, prefixes[name]);
  if (name === 'code' && selected.text.slice(selected.start, selected.end).includes('\n')) return fence(selected);
  return wrap(selected, marks[name]);
}

/**
 * Replaces part of what is written as if it was typed, so that the browser can undo it. `execCommand` is old and the only
 * way there is to do that: where it refuses, the text is set and only this one step cannot be undone.
 */
export function apply(area: HTMLTextAreaElement, { from, to, text, start, end }: Edit) {
  area.focus();
  area.setSelectionRange(from, to);
  const typed = from === to && !text ? true : document.execCommand(text ? 'insertText' : 'delete', false, text);
  if (!typed) {
    area.setRangeText(text, from, to);
    area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
  area.setSelectionRange(start, end);
}
