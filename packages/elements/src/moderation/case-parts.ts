import type { Case } from '@parvis/contracts';
import { html } from 'lit';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import type { CaseFileParts } from './case-file.ts';
import type { PartName } from './parts.ts';

/** Which parts of a case's file are open, from case to case; what draws them comes with the first case. */
export class CaseParts {
  readonly #host: ParvisElement;
  readonly #open = new Set<PartName>(['context']);
  #file: CaseFileParts | undefined;
  #coming: Promise<void> | undefined;
  #lost: unknown;

  constructor(host: ParvisElement) {
    this.#host = host;
  }

  isOpen(name: PartName) {
    return this.#open.has(name);
  }

  /** How much there is in a part; undefined while that is not known. */
  count(name: PartName, of: Case) {
    return this.#file?.count(name, of);
  }

  toggle(name: PartName, open: boolean) {
    if (open === this.#open.has(name)) return;
    if (open) this.#open.add(name);
    else this.#open.delete(name);
    if (open) this.#lost = undefined;
    this.attend();
    this.#host.requestUpdate();
  }

  /** Sees to it that what draws the parts comes; what did not come is asked for again when a part is opened. */
  attend() {
    if (!this.#lost) this.#coming ??= this.#bring();
  }

  async #bring() {
    try {
      const [{ CaseFileParts }, { fileStyles }] = await Promise.all([
        import('./case-file.ts'),
        import('./file.styles.ts'),
      ]);
      await this.#host.extend('desk', [fileStyles]);
      this.#file ??= new CaseFileParts(this.#host);
    } catch (error) {
      this.#lost = error;
      this.#coming = undefined;
    }
    this.#host.requestUpdate();
  }

  render(name: PartName, of: Case) {
    const { localize } = this.#host;
    if (this.#file) return this.#file.render(name, of);
    if (this.#lost) return html`<p class="problem" role="alert">${problemWords(this.#lost, localize)}</p>`;
    return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
  }
}
