import { overlayStyles } from '../styles/card-overlay.ts';
import { page } from './page.ts';
import type { ParvisElement } from './parvis-element.ts';

/** Milliseconds to get from the name to the card, or back, before it closes. */
const grace = 300;

let shown: Overlay | undefined;

/** Opens the card of a person beside what was pointed at or pressed. A press on the same name again closes it. */
export function openCard(host: ParvisElement, anchor: HTMLElement, person: string, pressed: boolean) {
  if (shown?.anchor === anchor && shown.open) {
    if (pressed) shown.press();
    return;
  }
  shown?.close();
  // The name may be gone by the time that this has loaded.
  if (!anchor.isConnected) return;
  shown = new Overlay(host, anchor, person);
  if (pressed) shown.press();
}

/**
 * One card over the page. It is a child of the shadow root that the name stands in, so that it has the same provider,
 * language and look, and in the top layer, so that nothing of the page cuts it off. Opened by pointing or focus it goes
 * when both are gone; opened by a press it takes the focus and stays until it is dismissed.
 */
class Overlay {
  readonly anchor: HTMLElement;
  readonly #popover = document.createElement('div');
  readonly #ended = new AbortController();
  #pressed = false;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ParvisElement, anchor: HTMLElement, person: string) {
    this.anchor = anchor;
    const root = host.shadowRoot!;
    const tag = `${host.tagPrefix}profile-card`;
    page().load(tag);
    const { styleSheet } = overlayStyles;
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);

    const popover = this.#popover;
    popover.popover = 'manual';
    popover.className = 'card-overlay';
    popover.tabIndex = -1;
    popover.setAttribute('role', 'dialog');
    popover.setAttribute(
      'aria-label',
      host.localize.term('personOpen', (anchor.querySelector('bdi') ?? anchor).textContent.trim()),
    );
    popover.append(Object.assign(document.createElement(tag), { for: person }));
    root.append(popover);
    // Named as the source, it comes right after the name in the order of the Tab key.
    (popover.showPopover as (options?: { source: HTMLElement }) => void)({ source: anchor });
    anchor.setAttribute('aria-expanded', 'true');
    void this.#place();
    this.#attend();
  }

  get open() {
    return this.#popover.isConnected;
  }

  press() {
    if (this.#pressed) this.close(true);
    else {
      this.#pressed = true;
      this.#popover.focus();
    }
  }

  close(returning = false) {
    clearTimeout(this.#leaving);
    this.#ended.abort();
    if (shown === this) shown = undefined;
    // Before the card goes: the name sees where the focus comes from.
    if (returning && this.#popover.contains(this.#focused)) this.anchor.focus();
    this.anchor.setAttribute('aria-expanded', 'false');
    this.anchor.style.removeProperty('anchor-name');
    this.#popover.remove();
  }

  get #focused() {
    return (this.#popover.getRootNode() as ShadowRoot | Document).activeElement;
  }

  #attend() {
    const { signal } = this.#ended;
    const within = (event: Event) => {
      const path = event.composedPath();
      return path.includes(this.#popover) || path.includes(this.anchor);
    };
    const stay = () => clearTimeout(this.#leaving);
    const leave = () => {
      stay();
      this.#leaving = setTimeout(() => {
        const focused = this.#focused;
        if (!this.#pressed && !this.#popover.contains(focused) && !this.anchor.matches(':focus-visible')) this.close();
      }, grace);
    };
    const dismiss = (event: KeyboardEvent) => {
      if (!this.open) this.close();
      else if (event.key === 'Escape') {
        // One Escape closes one thing: a dialog of the page that the name stands in stays open.
        event.preventDefault();
        event.stopPropagation();
        this.close(true);
      }
    };
    for (const target of [this.anchor, this.#popover]) {
      target.addEventListener('pointerenter', stay, { signal });
      target.addEventListener('pointerleave', leave, { signal });
    }
    const away = (event: Event) => {
      if (!within(event)) this.close();
    };
    addEventListener('keydown', dismiss, { signal, capture: true });
    addEventListener('pointerdown', away, { signal, capture: true });
    addEventListener('focusin', away, { signal, capture: true });
  }

  async #place() {
    const { anchor } = this;
    const popover = this.#popover;
    if (CSS.supports('anchor-name', '--parvis')) {
      anchor.style.setProperty('anchor-name', '--parvis-card');
      return;
    }
    const { autoUpdate, computePosition, flip, offset, shift, size } = await import('@floating-ui/dom');
    if (this.#ended.signal.aborted) return;
    const place = async () => {
      const { x, y } = await computePosition(anchor, popover, {
        strategy: 'fixed',
        placement: 'bottom-start',
        middleware: [
          offset(4),
          flip(),
          shift({ padding: 8 }),
          size({
            padding: 8,
            apply: ({ availableHeight }) => popover.style.setProperty('max-block-size', `${availableHeight}px`),
          }),
        ],
      });
      popover.style.left = `${x}px`;
      popover.style.top = `${y}px`;
    };
    this.#ended.signal.addEventListener(
      'abort',
      autoUpdate(anchor, popover, () => void place()),
    );
  }
}
