import { css } from 'lit';

/** Choices that explain themselves: a radio button in a card with its name and what it means. `--_chosen`, `--_chosen-soft`: its colours. */
export const cards = css`
  .card-choice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-content: start;
    column-gap: var(--_2);
    padding: var(--_2) var(--_3);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-small);
    font-weight: 400;
    font-size: 1em;
    cursor: pointer;
    transition:
      background-color var(--_quick),
      border-color var(--_quick);
  }
  .card-choice:hover {
    background: var(--_hover);
  }
  .card-choice:has(:checked) {
    border-color: var(--_chosen, var(--_accent));
    background: var(--_chosen-soft, var(--_accent-soft));
  }
  .card-choice:has(:focus-visible) {
    outline: var(--_focus);
    outline-offset: 1px;
  }
  .card-choice input {
    inline-size: 16px;
    block-size: 16px;
    margin: 4px 0 0;
    accent-color: var(--_chosen, var(--_accent));
  }
  .card-choice input:focus-visible {
    outline: none;
  }
  .card-choice b {
    font-weight: 600;
  }
  .card-choice small {
    display: block;
    color: var(--_muted);
    font-size: 13px;
    line-height: 18px;
  }
  @media (forced-colors: active) {
    .card-choice:has(:checked) {
      border-color: Highlight;
      outline: 1px solid Highlight;
    }
  }
`;
