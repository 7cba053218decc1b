import { type TemplateResult, noChange, render } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { page } from './page.ts';
import type { ParvisElement } from './parvis-element.ts';

class Child extends Directive {
  #element: HTMLElement | undefined;

  render(
    host: ParvisElement,
    name: string,
    properties: object,
    placeholder?: TemplateResult,
  ): HTMLElement | typeof noChange {
    const tag = host.tagPrefix + name;
    const fresh = this.#element?.localName !== tag;
    if (fresh) {
      this.#element = document.createElement(tag);
      if (placeholder && page().knows(tag) && !customElements.get(tag)) waitForUse(this.#element, placeholder);
      else page().load(tag);
    }
    Object.assign(this.#element!, properties);
    return fresh ? this.#element! : noChange;
  }
}

/**
 * Shows the placeholder, a button, inside the element until somebody points at it or presses it. The press is passed on
 * to the element's own button, which it then is.
 */
function waitForUse(element: HTMLElement, placeholder: TemplateResult) {
  render(placeholder, element);
  const tag = element.localName;
  element.addEventListener('pointerenter', () => page().load(tag), { once: true });
  element.addEventListener(
    'click',
    (event) => {
      event.stopPropagation();
      page().load(tag);
      void customElements.whenDefined(tag).then(async () => {
        await (element as ParvisElement).updateComplete;
        const button = element.shadowRoot?.querySelector('button');
        button?.focus();
        button?.click();
      });
    },
    { once: true },
  );
}

/**
 * Draws another Parvis element inside this one: `child(this, 'flag-button', { kind: 'post', for: id })`. Its tag gets
 * the prefix of its host, and the page is asked to load it; until it is there, or where nobody can load it, nothing is
 * seen. With a placeholder it is loaded when that is first used.
 */
export const child = directive(Child);

/** Whether the viewer is busy, in what this finds, with a flag: it is being written, sent, or its receipt is there. */
export const isFlagging = (host: ParvisElement, within: string): boolean =>
  [
    ...host.renderRoot.querySelectorAll<HTMLElement & { busy?: boolean }>(`${within} ${host.tagPrefix}flag-button`),
  ].some(({ busy }) => busy);
