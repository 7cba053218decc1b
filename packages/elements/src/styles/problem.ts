import { css } from 'lit';

/** What went wrong with what somebody just did, beside it. */
export const problemStyles = css`
  .problem {
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    background: var(--_bad-soft);
    color: var(--_bad);
    font-size: var(--_small);
  }
  @media (forced-colors: active) {
    .problem {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
`;
