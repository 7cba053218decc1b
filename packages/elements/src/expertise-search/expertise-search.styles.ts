import { css } from 'lit';

export const expertiseSearchStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_3);
  }
  /* Under what floats in the page, where that reaches in. */
  form {
    clear: both;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
  }
  label {
    font-size: var(--_large);
    font-weight: 650;
    line-height: 1.3;
  }
  .box {
    display: flex;
    align-items: center;
    padding: 3px;
    background: var(--_surface);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
  }
  .box:focus-within {
    outline: var(--_focus);
    outline-offset: 1px;
  }
  .box > .icon {
    margin-inline-start: var(--_2);
    color: var(--_muted);
  }
  .box input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: max(28px, 9 * var(--_1));
    padding: calc(1.5 * var(--_1)) var(--_2);
    font: inherit;
    font-size: max(1em, 14px);
    color: inherit;
    border: 0;
    background: none;
    outline: none;
    text-overflow: ellipsis;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .box .primary {
    align-self: stretch;
    border-radius: calc(var(--_radius) - 3px);
  }
  .summary:not(:has(.muted)) {
    position: absolute;
  }
  .summary {
    font-size: var(--_small);
  }
  .evidence {
    margin-block: var(--_2);
  }
  .link {
    min-block-size: 24px;
    padding: 0 var(--_1);
    border: 0;
    color: var(--_link);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  /* What waiting looks like comes after this. */
  :host .bones {
    gap: 0;
  }
  :host .bones > div {
    block-size: 96px;
    border-radius: 0;
  }
  :host .bones > :not(:last-child) {
    border-block-end: 0;
  }
  :host .bones > :first-child {
    border-radius: var(--_radius) var(--_radius) 0 0;
  }
  :host .bones > :last-child {
    border-radius: 0 0 var(--_radius) var(--_radius);
  }
  @container (max-width: 359px) {
    .box {
      flex-wrap: wrap;
    }
    .box .primary {
      flex: 1 0 100%;
      min-block-size: 36px;
    }
  }
`;
