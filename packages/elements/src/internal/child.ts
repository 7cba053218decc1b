import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { page } from './page.ts';
import type { ParvisElement } from './parvis-element.ts';

class Child extends Directive {
  #element: HTMLElement | undefined;

  render(host: ParvisElement, name: string, properties: object) {
    const tag = host.tagPrefix + name;
    const fresh = this.#element?.localName !== tag;
    if (fresh) {
      this.#element = document.createElement(tag);
      page().load(tag);
    }
    Object.assign(this.#element!, properties);
    return fresh ? this.#element! : noChange;
  }
}

/**
 * Draws another Parvis element inside this one: `child(this, 'flag-button', { kind: 'post', for: id })`. Its tag gets
 * the prefix of its host, and the page is asked to load it; until it is there, or where nobody can load it, nothing is
 * seen.
 */
export const child = directive(Child);
