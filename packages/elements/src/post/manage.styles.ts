import { css } from 'lit';

export const manageStyles = css`
  .menu {
    margin: 0;
    inset: auto;
    padding: var(--_1);
    min-inline-size: 160px;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
  }
  .menu button {
    display: flex;
    justify-content: flex-start;
    inline-size: 100%;
    text-align: start;
    gap: var(--_2);
  }
  .menu button:focus-visible {
    outline-offset: -2px;
  }
  .danger {
    color: var(--_bad);
  }
  .over {
    max-inline-size: min(400px, 100vw - 32px);
    padding: var(--_6);
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
  }
  .over::backdrop {
    background: rgb(0 0 0 / 40%);
  }
  :where(.over) h2 {
    font-size: var(--_large);
    line-height: 1.33;
  }
  :where(.over) p {
    margin-block: var(--_2) var(--_4);
  }
  .primary.danger {
    background: var(--_bad);
    color: var(--_surface);
  }
  .edit {
    margin-block-start: var(--_3);
    gap: var(--_3);
  }
  .share {
    margin-block-start: var(--_4);
  }
`;
