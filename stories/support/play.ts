/** Finds things inside an element of the story, and waits for them: a story plays on the real application. */
export function inside(canvas: HTMLElement, tag: string): (selector: string) => Promise<HTMLElement> {
  const root = canvas.querySelector(tag)!;
  return (selector) => seen(selector, () => [root.shadowRoot]);
}

/** The same in what an element opens over itself in a root of its own: the charter, and what interrupts a write. */
export function over(canvas: HTMLElement, tag: string): (selector: string) => Promise<HTMLElement> {
  const root = canvas.querySelector(tag)!;
  const places = () => [...(root.shadowRoot?.children ?? [])].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  return (selector) => seen(selector, places);
}

const mostFrames = 1_800;
async function seen(selector: string, roots: () => (ParentNode | null | undefined)[]): Promise<HTMLElement> {
  for (let frame = 0; frame < mostFrames; frame++) {
    for (const root of roots()) {
      const found = root?.querySelector<HTMLElement>(selector);
      if (found) return found;
    }
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`Nothing matched ${selector} in ${mostFrames} frames: the story did not come to what it shows.`);
}

/** A style sheet of the page around the elements, for as long as the story is shown. */
export const pageStyle = (css: string) => (): (() => void) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
};
