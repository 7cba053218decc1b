type Scene<Option> = {
  /** The popover with the list, once it is drawn. */
  element(): HTMLElement | null | undefined;
  /** Puts the popover where it belongs. */
  place(list: HTMLElement): void;
  redraw(): void;
  take(option: Option): void;
  /** What stays the same of an option when it is found again. */
  key(option: Option): string;
  /** Those that cannot be chosen can be gone to, so that it is heard why. */
  usable?(option: Option): boolean;
};

/** The list that opens at a field while somebody types, and the keys that move in it. The focus stays in the field. */
export class Suggestions<Option> {
  readonly #scene: Scene<Option>;
  options: readonly Option[] = [];
  /** The option that Enter would take; -1 where there is none. */
  at = -1;
  open = false;

  constructor(scene: Scene<Option>) {
    this.#scene = scene;
  }

  #usable(option: Option) {
    return this.#scene.usable?.(option) ?? true;
  }

  /** Shows these, or nothing where there are none. The option that was gone to stays the one, where it is still there. */
  show(options: readonly Option[]) {
    if (!options.length) return this.close();
    const { key, element, redraw } = this.#scene;
    const before = this.open && this.at > 0 ? this.options[this.at] : undefined;
    const again = before === undefined ? -1 : options.findIndex((option) => key(option) === key(before));
    this.options = options;
    this.at = again >= 0 ? again : options.findIndex((option) => this.#usable(option));
    const opened = !this.open;
    this.open = true;
    redraw();
    if (opened) {
      element()?.showPopover();
      addEventListener('scroll', this.#place, true);
      addEventListener('resize', this.#place);
    }
    this.#place();
  }

  close() {
    if (!this.open) return;
    this.open = false;
    this.at = -1;
    removeEventListener('scroll', this.#place, true);
    removeEventListener('resize', this.#place);
    const list = this.#scene.element();
    if (list?.matches(':popover-open')) list.hidePopover();
    this.#scene.redraw();
  }

  #place = () => {
    const list = this.#scene.element();
    if (list && this.open) this.#scene.place(list);
  };

  /** Moves, or takes. Answers whether the key was for the list; what closes it is for the field to say. */
  key(event: KeyboardEvent): boolean {
    if (!this.open || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
      return false;
    const count = this.options.length;
    const to = {
      ArrowDown: (this.at + 1) % count,
      ArrowUp: (Math.max(this.at, 0) - 1 + count) % count,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (to !== undefined) {
      this.at = to;
      this.#scene.redraw();
      this.#scene.element()?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') this.take(this.at);
    else return false;
    event.preventDefault();
    // Enter would send the form around the field.
    event.stopPropagation();
    return true;
  }

  take(at: number) {
    const option = this.options[at];
    if (option !== undefined && this.#usable(option)) this.#scene.take(option);
  }
}

/** Shows a popover under what stands in the window there, or over it where there is no room, and never beyond the window. */
export function placeUnder(list: HTMLElement, { left, top, height }: { left: number; top: number; height: number }) {
  const { offsetWidth, offsetHeight } = list;
  const below = top + height + 4;
  const above = top - offsetHeight - 4;
  list.style.left = `${Math.max(4, Math.min(left, innerWidth - offsetWidth - 4))}px`;
  list.style.top = `${below + offsetHeight > innerHeight && above > 0 ? above : below}px`;
}
