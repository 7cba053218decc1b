import { css } from 'lit';

export const openingStyles = css`
  dialog {
    --_dialog: 760px;
  }
  .close {
    position: sticky;
    inset-block-start: var(--_2);
    z-index: 1;
    display: flex;
    inline-size: 32px;
    margin-block: var(--_2) -40px;
    margin-inline: auto var(--_2);
    padding: 0;
    background: var(--_surface);
  }
  .inside {
    padding: var(--_4);
  }
`;
