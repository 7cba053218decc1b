import { css } from 'lit';

/** What the fields of a poll and of kudos need beside those of every form. */
export const kindFieldsStyles = css`
  .poll-options {
    display: grid;
    gap: var(--_2);
    list-style: none;
  }
  .poll-options li {
    display: flex;
    gap: var(--_1);
    align-items: center;
  }
  .poll-options input {
    flex: 1;
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
  fieldset > :is(.kind-row, .note) {
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
  .chosen {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1);
    list-style: none;
  }
  .chosen:not(:empty) {
    margin-block-end: var(--_1);
  }
  .chosen button {
    border-color: var(--_line);
    border-radius: 999px;
    font-size: var(--_small);
  }
  .people {
    position: relative;
  }
  .people [role='listbox'] {
    display: grid;
    margin-block-start: var(--_1);
    padding: var(--_1);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .people [role='option'] {
    padding: var(--_1) var(--_2);
    border-radius: var(--_radius-small);
    cursor: pointer;
  }
  .people [role='option'][aria-selected='true'],
  .people [role='option']:hover {
    background: var(--_hover);
  }
  .people [role='option'][aria-disabled='true'] {
    color: var(--_muted);
    cursor: default;
  }
  @media (forced-colors: active) {
    .people [role='option'][aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
