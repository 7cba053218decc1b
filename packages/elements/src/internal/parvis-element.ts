import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Family } from '../locales/index.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { ParvisLocalize, loadTerms } from './localize.ts';

/** What all elements share: their words, their look, and the name they are registered under. */
export class ParvisElement extends LitElement {
  static readonly version: string = __PARVIS_VERSION__;
  /** The tag without its prefix. */
  static readonly elementName: string = '';
  static readonly families: readonly Family[] = ['common'];
  static override styles = [tokens, base];

  readonly localize = new ParvisLocalize(this);

  /** Language of this element; without it the provider's, the surrounding one or the page's. */
  @property() override lang = '';
  @property() override dir = '';

  /** What stands before the names of all elements registered together with this one. */
  get tagPrefix(): string {
    return this.localName.slice(0, -(this.constructor as typeof ParvisElement).elementName.length);
  }

  /** The first drawing in a language waits for its words, so that nobody sees another language flash by. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const { families } = this.constructor as typeof ParvisElement;
    const words = loadTerms(this.localize.language, families);
    return words ? words.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }
}
