import { LitElement, css, html } from 'lit';
import { tokens } from '../../../packages/elements/src/styles/tokens.ts';

/** A colour as elements have it here, beside its name. */
export class DocsSwatch extends LitElement {
  static override properties = { painted: {} };
  declare painted: string;
  static override styles = [
    tokens,
    css`
      :host {
        display: inline-block;
        margin-inline-end: 8px;
        vertical-align: -3px;
      }
      span {
        display: block;
        inline-size: 16px;
        block-size: 16px;
        border: 1px solid var(--_line-strong);
        border-radius: 4px;
        forced-color-adjust: none;
      }
    `,
  ];

  override render() {
    return html`<span style="background: var(${this.painted})"></span>`;
  }
}
