import { css } from 'lit';

/** What is noted below the name. */
export const notesStyles = css`
  .left {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_2);
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    background: var(--_sunken);
    font-size: var(--_small);
  }
  .left b {
    inline-size: 100%;
  }
  .said {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_3);
    margin-block-start: -8px;
    font-size: var(--_small);
    color: var(--_muted);
  }
  .mandates {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1);
    font-size: var(--_small);
  }
`;
