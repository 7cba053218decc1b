import { css } from 'lit';

/** What concerns the viewer themselves: their flags, and what was decided about them. */
export const ownStyles = css`
  .own {
    display: grid;
    gap: var(--_3);
  }
  .own > .outlined {
    justify-self: start;
  }
  .own ul {
    list-style: none;
    display: grid;
    gap: var(--_2);
  }
  .own li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--_2);
    padding: var(--_3);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .own li > .icon {
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .own .lines {
    display: grid;
    justify-items: start;
    gap: var(--_2);
    max-inline-size: 76ch;
    font-size: var(--_small);
    line-height: 1.43;
    overflow-wrap: anywhere;
  }
  .own .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_2);
  }
  .own .heading b {
    font-size: max(1rem, 14px);
  }
  .own time,
  .own dt {
    color: var(--_muted);
    white-space: nowrap;
  }
  .own dl {
    display: grid;
    gap: 2px;
    margin: 0;
  }
  .own dl > div {
    display: flex;
    flex-wrap: wrap;
    column-gap: var(--_2);
  }
  .own dd {
    margin: 0;
  }
  .own .notice {
    font-size: inherit;
  }
  .own .outcome {
    display: grid;
    gap: var(--_1);
    justify-self: stretch;
    padding: var(--_2) var(--_3);
    border: 1px solid transparent;
    background: var(--_sunken);
  }
  /* To who flagged it, what was taken away is no bad news. */
  .own .badge:is(.remove, .uphold) {
    color: var(--_good);
    background: var(--_good-soft);
  }
  .own .badge.keep {
    color: var(--_muted);
    background: var(--_sunken);
  }
  .own .badge.examined {
    color: var(--_accent);
    background: var(--_accent-soft);
  }
  .own blockquote {
    margin: 0;
    padding-inline-start: var(--_3);
    border-inline-start: 2px solid var(--_line-strong);
    color: var(--_muted);
  }
  .own form {
    justify-self: stretch;
  }
  @media (forced-colors: active) {
    .own .outcome {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
`;
