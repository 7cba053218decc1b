import { css } from 'lit';

/** What is shown beside the charter in force. */
export const partStyles = css`
  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_3);
    max-inline-size: 840px;
  }
  .part h3 {
    font-size: var(--_large);
    line-height: 1.33;
    font-weight: 650;
  }
  .part > ul,
  .part > ol {
    list-style: none;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
  }
  .part > :is(ul, ol) > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
    padding: var(--_3) var(--_4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_3);
  }
  .line > :first-child {
    flex: 1;
    min-inline-size: min(160px, 100%);
  }
  .acts > :first-child {
    flex: none;
    min-inline-size: 0;
  }
  .acts {
    column-gap: var(--_4);
  }
  .acts button {
    padding-inline: 0;
  }
  .part :is(small, .note) {
    color: var(--_muted);
    font-size: 13px;
    line-height: 18px;
  }
  .part code {
    font-family: var(--_mono);
    font-size: 12px;
    overflow-wrap: anywhere;
  }
  .badge {
    padding: 0 var(--_2);
    border: 1px solid var(--_line-strong);
    border-radius: 999px;
    font-size: 13px;
    line-height: 20px;
  }
  .badge.major {
    color: var(--_warn);
    background: var(--_warn-soft);
    border-color: transparent;
  }
  .changed {
    display: grid;
    gap: var(--_3);
    padding-block: var(--_2);
    border-block-start: 1px solid var(--_line);
  }
  .changed .text {
    white-space: pre-line;
    font-size: var(--_small);
  }
  .part ins {
    background: var(--_good-soft);
    color: var(--_good);
    text-underline-offset: 3px;
  }
  .part del {
    background: var(--_bad-soft);
    color: var(--_bad);
  }
  .open {
    color: var(--_link);
  }
  .part fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .draft {
    gap: var(--_4);
  }
  .draft textarea {
    min-block-size: 120px;
    font-family: var(--_mono);
    font-size: 14px;
  }
  .draft textarea.short {
    min-block-size: 64px;
    font-family: inherit;
  }
  .edited {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
    padding: var(--_3) var(--_4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .edited > label:not(.visually-hidden) + :is(input, textarea) {
    margin-block-start: calc(-1 * var(--_1));
  }
  .line > label {
    max-inline-size: 160px;
  }
  .line > label + button {
    align-self: end;
    min-block-size: 36px;
  }
  .edited > .line {
    flex-wrap: nowrap;
    column-gap: 0;
  }
  .edited > .line > button {
    min-inline-size: 32px;
  }
  .edited > .line > b {
    min-inline-size: 0;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1) var(--_4);
    margin-block-start: var(--_1);
  }
  .options label,
  .option {
    display: flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: 24px;
    font-weight: 400;
  }
  :is(.options, .option) input:is([type='checkbox'], [type='radio']) {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
  }
  .fault {
    color: var(--_bad);
    font-size: var(--_small);
  }
  .said {
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    background: var(--_good-soft);
    font-size: var(--_small);
  }
  .warning {
    flex-wrap: wrap;
    align-items: center;
  }
  .warning > p {
    flex: 1 1 240px;
  }
  .draft input[type='datetime-local'] {
    inline-size: auto;
    max-inline-size: 100%;
  }
  .part > table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--_small);
  }
  .part > table :is(th, td) {
    padding: var(--_2);
    border-block-end: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
  }
  /* The name of a language is short: it is not to be cut by the long date beside it. */
  .part > table :is(th, td):last-child {
    white-space: nowrap;
  }
  @container (max-width: 480px) {
    .part > table,
    .part > table :is(tbody, tr, td) {
      display: block;
    }
    .part > table thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .part > table td {
      padding: 0;
      border: 0;
    }
    .part > table tr {
      padding-block: var(--_2);
      border-block-end: 1px solid var(--_line);
    }
    .edited,
    .part > :is(ul, ol) > li {
      padding: var(--_3);
    }
  }
`;
