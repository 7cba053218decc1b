import { css } from 'lit';

export const writingStyles = css`
  .writing {
    position: relative;
  }
  .writing .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    min-block-size: 32px;
    margin-block-start: 2px;
    margin-inline-start: -6px;
  }
  .writing .tools button {
    min-block-size: 28px;
    min-inline-size: 28px;
    padding: 0 6px;
  }
  .writing .tools .preview {
    margin-inline-start: auto;
    padding-inline: var(--_2);
  }
  .writing .tools .preview[aria-pressed='true'] {
    color: var(--_accent);
    font-weight: 600;
  }
  .shown {
    min-block-size: 64px;
    padding: 6px var(--_2);
    border: 1px dashed var(--_line-strong);
    border-radius: var(--_radius-small);
  }
  .shown fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .shown .text {
    margin-block-start: 0;
  }
  .shown button:disabled {
    opacity: 1;
  }
  .count {
    text-align: end;
    font-size: 12px;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .count.over {
    color: var(--_bad);
    font-weight: 600;
  }
  .unread {
    color: var(--_warn);
    font-size: var(--_small);
  }
  .unread:empty {
    display: none;
  }
`;
