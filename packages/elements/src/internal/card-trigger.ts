import type { ReactiveController } from 'lit';
import { ParvisPersonOpenEvent } from '../events/index.ts';
import type { ParvisElement } from './parvis-element.ts';

/** Milliseconds that somebody points at a name, or rests on it with the keyboard, before its card opens. */
const rest = 450;

const placeOf = (event: Event) => (event as MouseEvent).clientX + 1e5 * (event as MouseEvent).clientY;
const personOf = (event: Event) => (event.target as Element).closest<HTMLElement>('[data-person]');

type Options = {
  /** Whether pointing and focus open the card too, and not only a press. */
  preview?: () => boolean;
  /** What a press does instead of opening a card over the page. */
  open?: () => ((person: string, anchor: HTMLElement) => void) | undefined;
};

/**
 * Makes everything with `data-person` in the shadow root of its host open the card of that person: pointing and
 * keyboard focus after a moment, a press (mouse, touch, Enter, Space) at once. The card itself is loaded when the first
 * one opens.
 */
export class CardTrigger implements ReactiveController {
  readonly #host: ParvisElement;
  readonly #options: Options;
  #waiting: HTMLElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Where a pointer pressed last: a name that comes to stand there, as what was pressed makes room, was not pointed at. */
  #pressed: number | undefined;

  constructor(host: ParvisElement, options: Options = {}) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected() {
    const root = this.#host.renderRoot;
    root.addEventListener('pointerover', this.#handlePointerOver);
    root.addEventListener('pointerout', this.#stop);
    root.addEventListener('focusin', this.#handleFocusIn);
    root.addEventListener('focusout', this.#stop);
    root.addEventListener('click', this.#handleClick);
  }

  hostDisconnected() {
    this.#stop();
  }

  #handlePointerOver = (event: Event) => {
    if ((event as PointerEvent).pointerType !== 'touch' && placeOf(event) !== this.#pressed)
      this.#wait(personOf(event));
  };

  #handleFocusIn = (event: Event) => {
    const anchor = personOf(event);
    // Focus that comes back from the card has just closed it.
    const from = (event as FocusEvent).relatedTarget;
    if (from instanceof Element && from.closest('[popover]')) return;
    if (anchor?.matches(':focus-visible')) this.#wait(anchor);
  };

  #handleClick = (event: Event) => {
    const anchor = personOf(event);
    this.#pressed = placeOf(event);
    this.#stop();
    if (anchor) this.#open(anchor, true);
  };

  #wait(anchor: HTMLElement | null) {
    if (anchor === (this.#waiting ?? null)) return;
    this.#stop();
    if (!anchor || this.#options.preview?.() === false) return;
    this.#waiting = anchor;
    this.#timer = setTimeout(() => {
      this.#stop();
      this.#open(anchor, false);
    }, rest);
  }

  #stop = () => {
    clearTimeout(this.#timer);
    this.#waiting = undefined;
  };

  #open(anchor: HTMLElement, pressed: boolean) {
    const person = anchor.dataset.person ?? '';
    // A press on the name of an open card is about that card, and opens none.
    const about = anchor.getAttribute('aria-expanded') !== 'true';
    if (!anchor.isConnected || (about && !anchor.dispatchEvent(new ParvisPersonOpenEvent(person, anchor)))) return;
    const instead = this.#options.open?.();
    if (instead) instead(person, anchor);
    else
      import('./card-overlay.ts').then(
        ({ openCard }) => openCard(this.#host, anchor, person, pressed),
        // The connection failed in between: the next press asks for it again.
        () => {},
      );
  }
}
