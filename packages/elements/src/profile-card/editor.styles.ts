import { type CSSResult, css } from 'lit';
import { pickerStyles } from '../internal/picker.ts';
import { fields } from '../styles/fields.ts';

/** The card while its person edits it. */
export const editorStyles: CSSResult[] = [
  ...pickerStyles,
  fields,
  css`
    .editor {
      display: grid;
      gap: var(--_4);
    }
    .editor h4 {
      font-size: 12px;
      font-weight: 600;
      letter-spacing: 0.04em;
      text-transform: uppercase;
      color: var(--_muted);
    }
    .editor section {
      display: grid;
      gap: var(--_1);
    }
    .rows {
      display: grid;
      list-style: none;
    }
    .rows > li {
      display: grid;
      gap: 2px;
      padding-block: var(--_2);
      border-block-start: 1px solid var(--_line);
    }
    .row-head {
      display: flex;
      align-items: center;
      gap: var(--_2);
    }
    .row-head > :first-child {
      flex: 1;
      font-size: var(--_small);
      font-weight: 600;
    }
    .row-head button {
      flex: none;
      margin-inline-end: calc(-1 * var(--_2));
      color: var(--_link);
      font-size: var(--_small);
    }
    .value {
      max-inline-size: 76ch;
      font-size: var(--_small);
      white-space: pre-line;
    }
    .meta {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--_1);
      font-size: 12px;
      color: var(--_muted);
    }
    .meta .icon {
      vertical-align: -2px;
      inline-size: 14px;
      block-size: 14px;
    }
    .meta .narrow {
      color: var(--_accent);
      font-weight: 600;
    }
    .edit-form {
      gap: var(--_3);
      margin-block-start: var(--_1);
      padding: var(--_3);
      border-radius: var(--_radius-small);
      background: var(--_sunken);
    }
    .edit-form fieldset {
      margin: 0;
      padding: 0;
      border: 0;
      min-inline-size: 0;
    }
    .checks {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_1) var(--_3);
      margin-block-start: var(--_1);
    }
    .checks label {
      display: inline-flex;
      align-items: center;
      gap: var(--_1);
      min-block-size: 24px;
      font-weight: 400;
    }
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(116px, 1fr));
      gap: var(--_2);
    }
    .note {
      font-size: 12px;
      color: var(--_muted);
    }
    .conflict {
      display: grid;
      gap: var(--_2);
      padding: var(--_2) var(--_3);
      border-radius: var(--_radius-small);
      background: var(--_warn-soft);
      font-size: var(--_small);
    }
    .conflict > blockquote {
      margin: 0;
      padding-inline-start: var(--_2);
      border-inline-start: 3px solid var(--_warn);
      white-space: pre-line;
    }
    .suggested {
      display: grid;
      gap: var(--_2);
      padding: var(--_3);
      border: 1px dashed var(--_line-strong);
      border-radius: var(--_radius);
    }
    .suggested ul {
      display: grid;
      gap: var(--_3);
      list-style: none;
    }
    .suggested li {
      display: grid;
      gap: 2px;
      font-size: var(--_small);
    }
    .problem {
      font-size: var(--_small);
      color: var(--_bad);
    }
    .facts {
      display: grid;
      gap: var(--_1);
      margin: 0;
      font-size: var(--_small);
    }
    .facts > div {
      display: grid;
      grid-template-columns: 108px minmax(0, 1fr);
      gap: var(--_3);
    }
    .facts dt {
      color: var(--_muted);
    }
    .facts dd {
      margin: 0;
    }
    .end {
      display: flex;
      justify-content: flex-end;
    }
    @container (max-width: 279px) {
      .facts > div {
        grid-template-columns: none;
        gap: 0;
      }
    }
  `,
];
