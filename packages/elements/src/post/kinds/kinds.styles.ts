import { css } from 'lit';

/** What posts have of their kind: polls, ideas, kudos, announcements, and posts that share another one. */
export const kindsStyles = css`
  .of-kind {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: var(--_2);
    margin-block-start: var(--_3);
    max-inline-size: 72ch;
  }
  .of-kind > * {
    inline-size: 100%;
  }
  .of-kind > button {
    inline-size: auto;
  }
  .of-kind form {
    gap: var(--_2);
  }
  .of-kind fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
    display: grid;
    gap: var(--_1);
  }
  .of-kind legend {
    margin-block-end: var(--_1);
  }
  .option {
    position: relative;
    display: flex;
    align-items: flex-start;
    gap: var(--_2);
    padding: var(--_2) var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    font-size: inherit;
    font-weight: 400;
    cursor: pointer;
  }
  .option:hover {
    background: var(--_hover);
  }
  .option input {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 3px 0 0;
    accent-color: var(--_accent);
  }
  .option:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .results {
    display: grid;
    gap: var(--_2);
    list-style: none;
  }
  .results li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    column-gap: var(--_3);
  }
  .results b {
    font-weight: 400;
  }
  .results .mine b {
    font-weight: 650;
  }
  .results .mine .icon {
    inline-size: 14px;
    block-size: 14px;
    color: var(--_accent);
    vertical-align: -2px;
  }
  .results span {
    font-size: var(--_small);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .of-kind progress {
    grid-column: 1 / -1;
    appearance: none;
    inline-size: 100%;
    block-size: 8px;
    overflow: hidden;
    border: 0;
    border-radius: 999px;
    background: var(--_sunken);
    color: var(--_accent);
  }
  .of-kind progress::-webkit-progress-bar {
    background: var(--_sunken);
  }
  .of-kind progress::-webkit-progress-value {
    background: var(--_accent);
  }
  .of-kind progress::-moz-progress-bar {
    background: var(--_accent);
  }
  /* As tall as a finger needs. */
  .fine > a {
    display: inline-block;
    padding-block: 3px;
  }
  .fine {
    font-size: var(--_small);
    color: var(--_muted);
  }
  .fine :is(.done-by-me, .quiet) {
    font-size: inherit;
  }
  .done-by-me {
    display: inline-flex;
    align-items: center;
    gap: var(--_1);
    color: var(--_good);
    font-weight: 600;
    font-size: var(--_small);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_3);
  }
  .thanked {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_3);
    list-style: none;
  }
  .thanked li {
    display: inline-flex;
    align-items: center;
    gap: var(--_2);
  }
  .status {
    padding-inline: var(--_2);
    border: 1px solid currentcolor;
    border-radius: 999px;
    font-size: var(--_small);
    font-weight: 600;
    line-height: 1.7;
    color: var(--_muted);
  }
  .status[data-status='planned'] {
    color: var(--_accent);
  }
  .status[data-status='done'] {
    color: var(--_good);
  }
  .status[data-status='declined'] {
    color: var(--_warn);
  }
  .steps {
    display: grid;
    gap: var(--_2);
    margin-block-start: var(--_1);
    padding-inline-start: var(--_3);
    border-inline-start: 2px solid var(--_line);
    list-style: none;
    font-size: var(--_small);
  }
  .original {
    padding: var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: color-mix(in oklab, var(--_sunken) 50%, var(--_surface));
  }
  .original h4 {
    margin-block-start: var(--_2);
    font-size: 1em;
    font-weight: 650;
  }
  .original > .fine {
    margin-block-start: var(--_2);
  }
  .original .text.cut {
    max-block-size: 160px;
  }
  .original.absent {
    color: var(--_muted);
    font-size: var(--_small);
  }
  .experts ul {
    display: grid;
    gap: var(--_3);
    list-style: none;
  }
  .experts li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 var(--_2);
  }
  .experts .avatar {
    grid-row: span 3;
  }
  .experts h4 {
    font-size: 1em;
  }
  .experts mark {
    color: inherit;
    background: var(--_accent-soft);
    font-weight: 600;
  }
  @media (forced-colors: active) {
    .of-kind progress {
      border: 1px solid CanvasText;
      forced-color-adjust: none;
      background: Canvas;
      color: Highlight;
    }
    .of-kind progress::-webkit-progress-bar {
      background: Canvas;
    }
    .of-kind progress::-webkit-progress-value {
      background: Highlight;
    }
    .option:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
