/** Finds things inside an element of the story, and waits for them: a story plays on the real application. */
export function inside(canvas: HTMLElement, tag: string): (selector: string) => Promise<HTMLElement> {
  const root = canvas.querySelector(tag)!;
  return (selector) => seen(() => root.shadowRoot?.querySelector<HTMLElement>(selector));
}

/** The same in what an element opens over itself in a root of its own: the charter, and what interrupts a write. */
export function over(canvas: HTMLElement, tag: string): (selector: string) => Promise<HTMLElement> {
  const root = canvas.querySelector(tag)!;
  const places = () => [...(root.shadowRoot?.children ?? [])].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  return (selector) => seen(() => places().flatMap((place) => place.querySelector<HTMLElement>(selector) ?? [])[0]);
}

async function seen(look: () => HTMLElement | null | undefined): Promise<HTMLElement> {
  for (;;) {
    const found = look();
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}
