import { css } from 'lit';

export const panelStyles = css`
  /* What has the focus is never behind the title or the buttons, which stay in sight. */
  [part='dialog'] {
    scroll-padding-block: 64px 84px;
  }
  .top {
    padding-inline-start: var(--_6);
  }
  .top h2:focus {
    outline: none;
  }
  .inside {
    display: grid;
    gap: var(--_4);
    padding: 0 var(--_6) var(--_6);
  }
  .discreet {
    display: flex;
    gap: var(--_2);
    color: var(--_muted);
    font-size: var(--_small);
  }
  .discreet .icon {
    margin-block-start: 2px;
  }
  .inside form {
    gap: var(--_4);
  }
  .inside fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
    display: grid;
    gap: var(--_1);
  }
  .inside legend {
    margin-block-end: var(--_1);
  }
  .field {
    display: grid;
    gap: var(--_1);
  }
  .field > p:not(.wrong) {
    display: flex;
    justify-content: space-between;
    gap: var(--_3);
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
  }
  .count {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  /* What can be done stays in sight, however long the list. */
  .inside .form-end {
    position: sticky;
    inset-block-end: 0;
    margin: 0 calc(-1 * var(--_6)) calc(-1 * var(--_6));
    padding: var(--_3) var(--_6) var(--_4);
    background: var(--_surface);
    border-block-start: 1px solid var(--_line);
  }
  .wrong {
    color: var(--_bad);
    font-size: 13px;
    line-height: 18px;
  }
  .apart {
    padding: var(--_2) var(--_3);
    border-inline-start: 3px solid var(--_accent);
    background: var(--_sunken);
    font-size: var(--_small);
  }
  .offline {
    color: var(--_warn);
    font-size: var(--_small);
  }
  .steps {
    list-style: none;
    display: grid;
  }
  .steps li {
    position: relative;
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr);
    column-gap: var(--_3);
    padding-block-end: var(--_4);
    color: var(--_muted);
  }
  .steps li:last-child {
    padding-block-end: 0;
  }
  /* The line from one step to the next. */
  .steps li:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block: 24px 0;
    inset-inline-start: 11px;
    inline-size: 2px;
    background: var(--_line);
  }
  .steps .done:not(:last-child)::before {
    background: var(--_good);
  }
  .dot {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    border: 2px solid var(--_line-strong);
    border-radius: 50%;
  }
  .dot .icon {
    inline-size: 14px;
    block-size: 14px;
    stroke-width: 3;
  }
  .done .dot {
    color: var(--_surface);
    background: var(--_good);
    border-color: var(--_good);
  }
  .now .dot {
    border-color: var(--_accent);
  }
  .now .dot::after {
    content: '';
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: var(--_accent);
  }
  .steps b {
    font-weight: 600;
  }
  :is(.done, .now) b {
    color: var(--_text);
  }
  .steps time,
  .steps p {
    font-size: var(--_small);
    line-height: 1.43;
  }
  .steps time {
    margin-inline-start: var(--_1);
  }
  .outcome {
    display: grid;
    gap: var(--_1);
    margin-block-start: var(--_1);
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    background: var(--_sunken);
    color: var(--_text);
  }
  .said {
    display: grid;
    gap: var(--_1);
    padding-inline-start: var(--_3);
    border-inline-start: 3px solid var(--_line);
    font-size: var(--_small);
  }
  .said b {
    font-weight: 600;
  }
  .said q {
    quotes: none;
    color: var(--_muted);
  }
  .reference {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: var(--_2);
    padding: var(--_2) var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    font-size: var(--_small);
  }
  .reference b {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    user-select: all;
  }
  .reference small {
    flex-basis: 100%;
    color: var(--_muted);
  }
  .redress {
    display: grid;
    gap: var(--_1);
    font-size: var(--_small);
  }
  @media (max-width: 480px) {
    .top {
      padding-inline: var(--_4) var(--_2);
    }
    .inside {
      padding-inline: var(--_4);
    }
    .inside .form-end {
      margin-inline: calc(-1 * var(--_4));
      padding: var(--_3) var(--_4);
    }
  }
  @media (forced-colors: active) {
    .done .dot {
      forced-color-adjust: none;
    }
    .now .dot::after {
      background: Highlight;
    }
    .outcome {
      border: 1px solid CanvasText;
    }
    .apart {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
`;
