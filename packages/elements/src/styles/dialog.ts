import { css } from 'lit';

/** A dialog with its heading and what closes it above what scrolls; a sheet from below, where the thumb is, on a phone. `--_dialog`: its width. */
export const dialog = css`
  dialog {
    inline-size: min(var(--_dialog, 520px), 100vw - 32px);
    max-block-size: min(760px, 100dvh - 32px);
    padding: 0;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
    text-align: start;
    white-space: normal;
    font-size: max(1rem, 14px);
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 40%);
  }
  .top {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: flex-start;
    gap: var(--_2);
    padding: var(--_4) var(--_4) var(--_2);
    background: var(--_surface);
  }
  .top h2 {
    flex: 1;
    padding-block: var(--_1);
    font-size: var(--_large);
    line-height: 1.33;
    font-weight: 650;
  }
  .top button {
    inline-size: 32px;
    padding: 0;
  }
  @media (max-width: 480px) {
    dialog {
      inline-size: 100vw;
      max-inline-size: 100vw;
      max-block-size: 92dvh;
      margin: auto 0 0;
      border-width: 1px 0 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
  }
`;
