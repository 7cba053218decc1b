import { css } from 'lit';

/** Short facts in a line, with dots between them. */
export const facts = css`
  .facts {
    display: flex;
    flex-wrap: wrap;
    column-gap: 12px;
    overflow: clip;
    color: var(--_muted);
    font-size: var(--_small);
    line-height: 1.43;
  }
  /* Each stands in the gap before its fact; the first of a line is cut off at its edge. */
  .facts > * {
    position: relative;
  }
  .facts > *::before {
    content: '·' / '';
    position: absolute;
    inset-inline-start: -12px;
    inline-size: 12px;
    text-align: center;
  }
`;
