import { css } from 'lit';

export const openingStyles = css`
  dialog {
    --_dialog: 760px;
  }
  .close {
    position: sticky;
    inset-block-start: var(--_2);
    z-index: 1;
    float: inline-end;
    inline-size: 32px;
    margin: var(--_2) var(--_2) 0 0;
    padding: 0;
    background: var(--_surface);
  }
  .inside {
    padding: var(--_4);
  }
`;
