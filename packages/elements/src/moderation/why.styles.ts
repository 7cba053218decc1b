import { css } from 'lit';

export const whyStyles = css`
  h2:focus {
    outline: none;
  }
  .inside {
    padding: 0 var(--_4) var(--_4);
  }
  .inside .problem {
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    background: var(--_bad-soft);
    color: var(--_bad);
  }
`;
