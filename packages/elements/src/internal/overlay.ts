/**
 * Shows a popover beside what opened it: below, or above where there is no room, and never beyond the window.
 * Positions are set through the object model, which a strict content security policy allows.
 */
export function showBeside(popover: HTMLElement, anchor: Element) {
  popover.showPopover();
  const from = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const rightToLeft = getComputedStyle(anchor).direction === 'rtl';
  const start = rightToLeft ? from.left : from.right - width;
  const below = from.bottom + 4;
  const top = below + height > innerHeight && from.top - 4 - height > 0 ? from.top - 4 - height : below;
  popover.style.left = `${Math.max(4, Math.min(start, innerWidth - width - 4))}px`;
  popover.style.top = `${Math.max(4, Math.min(top, innerHeight - height - 4))}px`;
}
