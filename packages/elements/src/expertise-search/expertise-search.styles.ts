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
  }
  form label {
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
    border: 0;
    background: none;
    outline: none;
    text-overflow: ellipsis;
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
  .bones {
    gap: 0;
  }
  .bones > div {
    block-size: 96px;
    border-radius: 0;
  }
  .bones > :not(:last-child) {
    border-block-end: 0;
  }
  .bones > :first-child {
    border-radius: var(--_radius) var(--_radius) 0 0;
  }
  .bones > :last-child {
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
