import { css } from 'lit';

/** The look of what documents: near to the elements, never theirs, so that a change of tokens shows in them alone. */
export const sheet = css`
  :host {
    --ink: light-dark(#1d2125, #e6e8eb);
    --faded: light-dark(#5b636c, #a4abb3);
    --line: light-dark(#dfe2e6, #363b41);
    --sunken: light-dark(#f6f7f9, #1a1d20);
    --accent: light-dark(#1f5fbf, #8ab4f8);
    display: block;
    margin-block: 16px 24px;
    color: var(--ink);
    font:
      400 15px/1.55 system-ui,
      'Segoe UI',
      'Helvetica Neue',
      Arial,
      sans-serif;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  a {
    color: var(--accent);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  code,
  pre {
    font:
      13px/1.6 ui-monospace,
      'Cascadia Mono',
      Menlo,
      Consolas,
      monospace;
  }
  .press {
    min-block-size: 28px;
    padding: 2px 10px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: light-dark(#fff, #22262a);
    color: var(--ink);
    font: inherit;
    font-size: 13px;
    cursor: pointer;
  }
  .press:hover {
    border-color: var(--accent);
    color: var(--accent);
  }
`;
