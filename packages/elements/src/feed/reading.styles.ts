import { css } from 'lit';

export const readingStyles = css`
  .since {
    display: flex;
    align-items: center;
    gap: var(--_3);
    color: var(--_accent);
    font-size: var(--_small);
    font-weight: 600;
    text-align: center;
  }
  .since::before,
  .since::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid currentColor;
  }
  .news {
    margin-block-end: var(--_3);
    padding: var(--_1) var(--_3);
    border-radius: var(--_radius);
    background: var(--_sunken);
    font-size: var(--_small);
  }
  .news summary {
    min-block-size: 32px;
    padding-block: 6px;
    cursor: pointer;
  }
  .news ul {
    list-style: none;
  }
  .news button {
    inline-size: 100%;
    min-block-size: 32px;
    padding-inline: 0;
    justify-content: start;
    text-align: start;
    color: var(--_link);
  }
  .panel {
    display: grid;
    gap: var(--_3);
    margin-block-end: var(--_3);
    padding: var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .panel fieldset {
    display: grid;
    gap: var(--_2);
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .panel legend {
    padding: 0;
    font-weight: 600;
  }
  .panel .row {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--_2) var(--_3);
  }
  .panel .row > .quiet {
    text-align: start;
  }
  .panel .row > .quiet:first-child {
    margin-inline-start: -8px;
  }
  .panel .row > label {
    flex: 1 1 140px;
  }
  .check {
    display: flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: 28px;
  }
  .check input {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    flex: none;
  }
  .set {
    list-style: none;
    font-size: var(--_small);
  }
  .panel .row > .outlined {
    min-block-size: max(28px, 9 * var(--_1));
  }
  .set li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    column-gap: var(--_1);
  }
  .set .quiet {
    margin-inline-end: -8px;
    font-size: inherit;
  }
  @container (max-width: 360px) {
    .set li {
      grid-template-columns: minmax(0, 1fr);
    }
    .set .quiet {
      justify-self: start;
      margin-inline: -8px;
    }
  }
  .drafts {
    display: grid;
    gap: var(--_2);
    list-style: none;
    margin-block-end: var(--_3);
  }
  .drafts > li {
    padding: var(--_3);
    border: 1px dashed var(--_line-strong);
    border-radius: var(--_radius);
  }
  @media print {
    .news,
    .panel {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .news {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
`;
