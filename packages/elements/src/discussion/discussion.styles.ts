import { css } from 'lit';

export const discussionStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--_3);
    margin-block-end: var(--_3);
  }
  .head > .lock {
    margin-inline-end: -8px;
    color: var(--_muted);
    font-size: var(--_small);
  }
  .head > .problem {
    flex-basis: 100%;
  }
  h2 {
    font-size: var(--_large);
    line-height: 1.33;
    font-weight: 650;
  }
  .thread {
    margin-block-start: 0;
    padding-block-start: 0;
    border: 0;
    gap: var(--_4);
  }
  .thread ol {
    gap: var(--_4);
  }
  .empty {
    display: flex;
    align-items: center;
    gap: var(--_2);
    margin-block-end: var(--_3);
    color: var(--_muted);
  }
  .notice {
    margin-block: var(--_3);
  }
`;
