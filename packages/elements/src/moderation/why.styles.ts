import { css } from 'lit';

export const whyStyles = css`
  h2:focus {
    outline: none;
  }
  .inside {
    padding: 0 var(--_4) var(--_4);
  }
`;
