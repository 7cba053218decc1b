import { css } from 'lit';

/** What the fields of a poll need beside those of every form. */
export const kindFieldsStyles = css`
  .poll-options {
    display: grid;
    gap: var(--_2);
    margin-block-start: var(--_1);
    list-style: none;
  }
  .poll-options li {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_1);
    align-items: center;
  }
  .poll-options input {
    /* All of the line where its three buttons would not fit beside it. */
    flex: 1 1 clamp(120px, (232px - 100%) * 999, 100%);
    min-inline-size: 0;
  }
  .poll-options button {
    flex: none;
    inline-size: 32px;
    padding: 0;
  }
  .kind-row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_4);
    align-items: end;
  }
  .kind-row,
  .kind-row + .note {
    margin-block-start: var(--_2);
  }
  .kind-row > label {
    min-block-size: 24px;
  }
  .tick {
    display: inline-flex;
    gap: var(--_2);
    align-items: center;
    font-weight: 400;
  }
  .tick input {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }
`;
