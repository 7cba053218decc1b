import { css } from 'lit';

/** Text fields, lists to choose from and their labels. */
export const fields = css`
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
  }
  .form-end {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    align-items: center;
    gap: var(--_2);
  }
  .form-end .muted {
    flex: 1;
    min-inline-size: min(180px, 100%);
    font-size: 12px;
  }
  legend {
    padding: 0;
  }
  label,
  legend,
  .label {
    display: block;
    font-size: var(--_small);
    font-weight: 600;
  }
  /* Weighs nothing, so that a field within its label stands off the words, too. */
  :where(input:not([type='checkbox'], [type='radio']), textarea, select) {
    margin: 0;
  }
  label > :is(input, textarea, select),
  label:not(.visually-hidden) + :is(input, textarea, select, .writing) {
    margin-block-start: var(--_1);
  }
  input:not([type='checkbox'], [type='radio']),
  textarea,
  select {
    display: block;
    inline-size: 100%;
    min-block-size: max(28px, 9 * var(--_1));
    padding: calc(1.5 * var(--_1)) var(--_2);
    font: inherit;
    font-size: 1rem;
    font-size: max(1em, 14px);
    font-weight: 400;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-small);
  }
  textarea {
    resize: vertical;
    field-sizing: content;
    min-block-size: 64px;
    max-block-size: 60vh;
  }
  :is(input, textarea, select):focus-visible {
    outline-offset: 0;
  }
  .warning {
    display: flex;
    gap: var(--_2);
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    background: var(--_warn-soft);
    color: var(--_warn);
    font-size: var(--_small);
  }
  .warning > span::first-letter {
    text-transform: uppercase;
  }
  .warning .icon {
    margin-block-start: 1px;
  }
  [aria-invalid='true'] {
    border-color: var(--_bad);
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  @media (forced-colors: active) {
    .warning {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
`;
