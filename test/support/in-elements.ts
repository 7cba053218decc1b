/**
 * Looked at in the page, in all shadow roots of Parvis elements. Each is sent to the browser as it stands, and answers what
 * is wrong in words: the tag, the class and the text of what it found.
 */

function beyondTheEdge(): string[] {
  const wide = document.documentElement.clientWidth;
  const found: string[] = [];
  if (document.documentElement.scrollWidth > wide) found.push(`the page: ${document.documentElement.scrollWidth} px`);
  const walk = (root: ParentNode, scrolls: boolean) => {
    for (const element of root.children) {
      const { overflowX, textOverflow, visibility } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (
        !scrolls &&
        visibility === 'visible' &&
        box.width > 1 &&
        box.height > 1 &&
        (box.right > wide + 1 || box.left < -1)
      )
        found.push(`${element.localName}.${element.className}: ${Math.round(box.left)} to ${Math.round(box.right)} px`);
      // A table or code may be wider, in a frame of its own that scrolls; what is shortened with a sign of it says the
      // whole elsewhere.
      const inside = scrolls || overflowX === 'auto' || overflowX === 'scroll' || textOverflow === 'ellipsis';
      walk(element, inside);
      if (element.shadowRoot) walk(element.shadowRoot, inside);
    }
  };
  for (const host of document.querySelectorAll('*'))
    if (host.localName.startsWith('parvis-') && host.shadowRoot) walk(host.shadowRoot, false);
  return found.slice(0, 10);
}

/** As a reader's own style sheet would: the least that 1.4.12 names. */
function setTextApart(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
  );
  const within = (root: Document | ShadowRoot) => {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) within(shadowRoot);
  };
  within(document);
}

/** What has text of its own, and less room than the text takes. */
function cutOff(): string[] {
  const found: string[] = [];
  const within = (root: ShadowRoot) => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) within(element.shadowRoot);
      const says = [...element.childNodes].some((node) => node instanceof Text && node.data.trim());
      const { overflow, textOverflow, display } = getComputedStyle(element);
      // What is shortened with a sign of it says the whole elsewhere; what is for screen readers alone has no room at all.
      const shortened = textOverflow === 'ellipsis' || display === '-webkit-box' || display === 'flow-root';
      if (
        !says ||
        shortened ||
        overflow === 'visible' ||
        element.clientWidth <= 1 ||
        element.matches('input, textarea, select, option')
      )
        continue;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      if (overflow !== 'auto' && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1))
        found.push(`${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`);
    }
  };
  for (const { localName, shadowRoot } of document.querySelectorAll('*'))
    if (localName.startsWith('parvis-') && shadowRoot) within(shadowRoot);
  return found.slice(0, 10);
}

/** Targets under 24 px whose circle of 24 px meets another target, or the circle of one that is small too. */
function tooSmall(): string[] {
  const least = 24;
  type Target = { name: string; box: DOMRect; small: boolean; x: number; y: number };
  const targets: Target[] = [];
  const within = (root: ShadowRoot) => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) within(element.shadowRoot);
      if (
        !element.matches(
          'a[href], button, input, select, textarea, summary, [role="button"], [role="tab"], [role="option"]',
        )
      )
        continue;
      // Links in a sentence are as high as its lines; a radio or a box is pressed by its label as well.
      if (element.localName === 'a' && getComputedStyle(element).display === 'inline') continue;
      const pressed = element.closest('label') ?? element;
      const box = pressed.getBoundingClientRect();
      if (
        !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
        box.width < 2 ||
        box.height < 2
      )
        continue;
      targets.push({
        name: `${element.localName}.${element.className}: ${(element.ariaLabel ?? element.textContent).trim().slice(0, 40)}, ${Math.round(box.width)} × ${Math.round(box.height)} px`,
        box,
        small: box.width < least - 0.5 || box.height < least - 0.5,
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
      });
    }
  };
  for (const { localName, shadowRoot } of document.querySelectorAll('*'))
    if (localName.startsWith('parvis-') && shadowRoot) within(shadowRoot);
  const near = (one: Target, other: Target) => {
    if (other.small) return Math.hypot(one.x - other.x, one.y - other.y) < least;
    const [dx, dy] = [
      Math.max(other.box.left - one.x, 0, one.x - other.box.right),
      Math.max(other.box.top - one.y, 0, one.y - other.box.bottom),
    ];
    return Math.hypot(dx, dy) < least / 2;
  };
  return targets
    .filter((one) => one.small && targets.some((other) => other !== one && near(one, other)))
    .map(({ name }) => name)
    .slice(0, 10);
}

function moving(): string[] {
  const found = new Set<string>();
  const longest = (durations: string) => Math.max(...durations.split(',').map((one) => parseFloat(one) || 0));
  const within = (root: ShadowRoot) => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) within(element.shadowRoot);
      const style = getComputedStyle(element);
      if (
        (style.animationName !== 'none' && longest(style.animationDuration) > 0.01) ||
        longest(style.transitionDuration) > 0.01
      )
        found.add(`${element.localName}.${element.className}`);
    }
  };
  for (const { localName, shadowRoot } of document.querySelectorAll('*'))
    if (localName.startsWith('parvis-') && shadowRoot) within(shadowRoot);
  return [...found].slice(0, 10);
}

/** Where the focus is, and what is wrong with it there; nothing once it has left the page. */
function focusStop(): { wrong: string } | null {
  let at: Element | null = document.activeElement;
  if (!at || at === document.body) return null;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const name = `${at.localName}.${at.className}: ${(at.ariaLabel ?? at.textContent).trim().slice(0, 40)}`;
  const inside = (() => {
    for (let root = at.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
      if (root.host.localName.startsWith('parvis-')) return true;
    return false;
  })();
  // What is the page's own is its own.
  if (!inside) return { wrong: '' };
  // A field may be marked by the frame that it shares with its icon.
  const marked = [at, at.parentElement].some((one) => {
    const { outlineStyle = 'none', boxShadow = 'none' } = one ? getComputedStyle(one) : {};
    return outlineStyle !== 'none' || boxShadow !== 'none';
  });
  if (!marked) return { wrong: `${name}: the focus is not seen` };
  const boxes = [...at.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  const target = at;
  const topmost = (x: number, y: number) => {
    let over = document.elementFromPoint(x, y);
    for (;;) {
      const deeper = over?.shadowRoot?.elementFromPoint(x, y);
      if (!deeper || deeper === over) return over;
      over = deeper;
    }
  };
  const seen = boxes.some(({ left, right, top, bottom }) => {
    const over = topmost((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
    return over && (target.contains(over) || over.contains(target));
  });
  return { wrong: seen ? '' : `${name}: something covers it, or it is out of sight` };
}

export const inElements = { beyondTheEdge, setTextApart, cutOff, tooSmall, moving, focusStop };
