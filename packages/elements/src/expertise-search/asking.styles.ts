import { css } from 'lit';

export const askingStyles = css`
  dialog {
    --_dialog: 640px;
  }
  .inside {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_3);
    padding: 0 var(--_4) var(--_4);
  }
  .end {
    display: flex;
    justify-content: flex-end;
  }
  h2:focus {
    outline: none;
  }
`;
