import { css } from 'lit';

/** The parts of a case's file, and what a year of cases adds up to. */
export const fileStyles = css`
  .part > :is(ul, ol) {
    list-style: none;
    display: grid;
    /* A table in what was written scrolls by itself. */
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
    padding: 0;
    font-size: var(--_small);
    line-height: 1.43;
  }
  .part li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    padding-inline-start: var(--_3);
    border-inline-start: 2px solid var(--_line);
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .part h5 {
    margin: 0;
    font-size: 1em;
    font-weight: 650;
  }
  .part .facts b,
  .part .facts .name {
    color: var(--_text);
  }
  .part .said {
    white-space: pre-line;
  }
  .part > :is(ul, ol) + .muted {
    margin-block-start: var(--_2);
  }
  .part > .muted,
  .part li .muted {
    font-size: var(--_small);
  }
  .part form {
    margin-block-start: var(--_3);
  }
  .part > .outlined {
    margin-block-start: var(--_2);
  }
  .steps-taken li {
    display: flex;
    flex-wrap: wrap;
    column-gap: var(--_2);
  }
  .steps-taken time {
    color: var(--_muted);
  }
  .figures {
    display: grid;
    gap: var(--_4);
    max-inline-size: 640px;
  }
  .figures dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr));
    gap: var(--_3);
    margin: 0;
  }
  .figures dl > div {
    display: grid;
    align-content: start;
    gap: var(--_1);
    padding: var(--_3);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .figures dt {
    color: var(--_muted);
    font-size: var(--_small);
  }
  .figures dd {
    margin: 0;
  }
  .figures dd b {
    font-size: var(--_large);
    font-weight: 650;
  }
  .figures .muted {
    font-size: var(--_small);
  }
  .figures ul {
    list-style: none;
    display: grid;
    gap: var(--_2);
    padding: 0;
  }
  .figures li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px var(--_3);
    font-size: var(--_small);
  }
  .figures meter {
    grid-column: 1 / -1;
    inline-size: 100%;
    block-size: 8px;
  }
`;
