/** Finds things inside an element of the story, and waits for them: a story plays on the real application. */
export function inside(canvas: HTMLElement, tag: string): (selector: string) => Promise<HTMLElement> {
  const root = canvas.querySelector(tag)!;
  return async (selector) => {
    for (;;) {
      const found = root.shadowRoot?.querySelector<HTMLElement>(selector);
      if (found) return found;
      await new Promise(requestAnimationFrame);
    }
  };
}
