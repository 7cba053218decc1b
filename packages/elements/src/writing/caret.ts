import { placeUnder } from '../internal/suggestions.ts';

const copied = [
  'direction',
  'font',
  'letterSpacing',
  'lineHeight',
  'overflowWrap',
  'padding',
  'borderWidth',
  'borderStyle',
  'boxSizing',
  'tabSize',
  'textAlign',
  'textIndent',
  'textTransform',
  'wordBreak',
  'wordSpacing',
] as const;

/** Where a character of a text area stands in the window: the area says nothing of it, a copy of it does. */
function caretOf(area: HTMLTextAreaElement, at: number): { left: number; top: number; height: number } {
  const style = getComputedStyle(area);
  const mirror = document.createElement('div');
  for (const name of copied) mirror.style[name] = style[name];
  Object.assign(mirror.style, {
    position: 'fixed',
    insetBlockStart: '0',
    insetInlineStart: '0',
    inlineSize: `${area.offsetWidth}px`,
    visibility: 'hidden',
    whiteSpace: 'pre-wrap',
  });
  mirror.textContent = area.value.slice(0, at);
  const mark = document.createElement('span');
  mark.textContent = area.value.slice(at, at + 1) || '.';
  mirror.append(mark);
  area.after(mirror);
  const box = area.getBoundingClientRect();
  const line = parseFloat(style.lineHeight) || mark.offsetHeight;
  const place = {
    left: box.left + mark.offsetLeft - area.scrollLeft,
    top: Math.min(box.bottom - line, Math.max(box.top, box.top + mark.offsetTop - area.scrollTop)),
    height: line,
  };
  mirror.remove();
  return place;
}

/** Shows a popover under a character. */
export const placeAtCaret = (list: HTMLElement, area: HTMLTextAreaElement, at: number) =>
  placeUnder(list, caretOf(area, at));
