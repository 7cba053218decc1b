import { css } from 'lit';

export const composerStyles = css`
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_3);
    padding: var(--_4);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1);
  }
  .kinds-narrow {
    display: none;
  }
  /* Seven side by side would stand in as many lines. */
  @container (inline-size < 440px) {
    fieldset:has(> .kinds) {
      display: none;
    }
    .kinds-narrow {
      display: block;
    }
  }
  .kinds label {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: var(--_1);
    min-block-size: 32px;
    padding-inline: var(--_3);
    border: 1px solid var(--_line);
    border-radius: 999px;
    font-weight: 400;
    color: var(--_muted);
    cursor: pointer;
  }
  .kinds label:hover {
    background: var(--_hover);
  }
  .kinds input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .kinds label:has(:checked) {
    color: var(--_accent);
    border-color: var(--_accent);
    background: var(--_accent-soft);
    font-weight: 600;
  }
  .kinds label:has(:focus-visible) {
    outline: var(--_focus);
    outline-offset: 2px;
  }
  label small {
    color: var(--_muted);
    font-size: inherit;
    font-weight: 400;
  }
  .fault {
    margin-block-start: var(--_1);
    color: var(--_bad);
    font-size: var(--_small);
    font-weight: 400;
  }
  .about {
    display: flex;
    align-items: flex-start;
    gap: var(--_2);
    padding: var(--_1) var(--_1) var(--_1) var(--_3);
    border-inline-start: 3px solid var(--_line);
    color: var(--_muted);
    font-size: var(--_small);
  }
  .about p {
    flex: 1;
    padding-block: 2px;
  }
  .about button {
    min-block-size: 24px;
    min-inline-size: 24px;
    padding: 0;
  }
  .readers {
    flex: 1 1 200px;
    justify-content: flex-start;
    min-inline-size: 0;
    min-block-size: 36px;
    padding-block: 6px;
    border-color: var(--_line);
    /* Two lines of text are no pill, whatever buttons are. */
    border-radius: var(--_radius-small);
    font-size: var(--_small);
    line-height: 1.43;
    text-align: start;
  }
  .readers > span {
    min-inline-size: 0;
  }
  .readers .icon:last-child {
    margin-inline-start: auto;
    color: var(--_muted);
  }
  .readers[aria-invalid='true'] {
    border-color: var(--_bad);
  }
  .panel {
    display: grid;
    gap: var(--_3);
    padding: var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_sunken);
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1) var(--_4);
    margin-block-start: var(--_1);
  }
  .options label {
    display: inline-flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: 28px;
    font-weight: 400;
  }
  .options input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    flex: none;
    accent-color: var(--_accent);
  }
  .last {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2);
  }
  .last .primary {
    min-block-size: 36px;
  }
  .later {
    color: var(--_muted);
    min-inline-size: 36px;
    min-block-size: 36px;
    padding: 0;
  }
  .later[aria-pressed='true'] {
    color: var(--_accent);
  }
  .schedule input {
    max-inline-size: 260px;
  }
  .schedule .note {
    margin-block-start: var(--_1);
  }
  .note {
    font-size: 12px;
    color: var(--_muted);
  }
  .closed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_2) var(--_4);
    padding: var(--_3) var(--_4);
    color: var(--_muted);
    border: 1px dashed var(--_line);
    border-radius: var(--_radius);
    font-size: var(--_small);
  }
  .done {
    color: var(--_good);
    font-size: var(--_small);
  }
  .done:empty {
    display: none;
  }
  @container (max-width: 560px) {
    .last .readers {
      flex-basis: 100%;
    }
    .last .primary {
      margin-inline-start: auto;
    }
  }
  @container (max-width: 360px) {
    form {
      padding: var(--_3);
    }
    .last .primary {
      flex: 1 0 auto;
    }
  }
  @media (forced-colors: active) {
    .kinds label:has(:checked) {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
  @media (forced-colors: active) {
    .panel {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
