/**
 * What the bundle takes of Lit, in the place of `lit`: its templates without its elements, of which our own are
 * (`internal/reactive-element.ts`), and its tag for style sheets without what old browsers need.
 */
export { html, noChange, nothing, render, svg } from 'lit-html';

class Sheet {
  readonly cssText: string;
  #sheet: CSSStyleSheet | undefined;
  constructor(cssText: string) {
    this.cssText = cssText;
  }
  /** Made once, with the first element that needs it. */
  get styleSheet() {
    if (!this.#sheet) (this.#sheet = new CSSStyleSheet()).replaceSync(this.cssText);
    return this.#sheet;
  }
}

export const css = (strings: TemplateStringsArray, ...values: readonly (Sheet | number)[]) =>
  new Sheet(
    values.reduce<string>(
      (text, value, index) => text + (value instanceof Sheet ? value.cssText : value) + strings[index + 1]!,
      strings[0]!,
    ),
  );
