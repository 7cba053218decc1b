import { css } from 'lit';

export const feedKeysStyles = css`
  dialog {
    --_dialog: 560px;
  }
  .inside {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_4);
    padding: 0 var(--_4) var(--_4);
  }
  .copied {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
  }
  .copied input {
    flex: 1;
    min-inline-size: min(200px, 100%);
    inline-size: auto;
  }
  input[readonly] {
    font-family: ui-monospace, monospace;
    font-size: 13px;
    background: var(--_sunken);
  }
  .field label {
    margin-block-end: var(--_1);
  }
  .made {
    display: grid;
    gap: var(--_2);
    padding: var(--_3);
    border-radius: var(--_radius-small);
    background: var(--_good-soft);
  }
  .made p {
    font-size: var(--_small);
    font-weight: 600;
  }
  h3 {
    font-size: 1em;
    line-height: 1.5;
    font-weight: 650;
  }
  ul {
    list-style: none;
    display: grid;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2);
    padding-block: var(--_2);
    border-block-start: 1px solid var(--_line);
  }
  li > div {
    flex: 1;
    min-inline-size: min(200px, 100%);
    overflow-wrap: anywhere;
  }
  li > p {
    flex-basis: 100%;
    font-size: var(--_small);
  }
  small {
    display: block;
    color: var(--_muted);
    font-size: 13px;
    line-height: 18px;
  }
  .small {
    font-size: 13px;
    line-height: 18px;
  }
  summary {
    cursor: pointer;
    font-weight: 600;
  }
  details p {
    margin-block-start: var(--_2);
    font-size: var(--_small);
  }
`;
