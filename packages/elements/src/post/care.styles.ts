import { css } from 'lit';

export const careStyles = css`
  dialog.care {
    inline-size: min(560px, 100vw - 32px);
    max-inline-size: none;
    max-block-size: calc(100dvh - 32px);
    overflow: auto;
    padding: var(--_4);
  }
  dialog.care > form,
  dialog.care > ol {
    display: grid;
    gap: var(--_3);
  }
  dialog.care h2 {
    margin-block-end: var(--_3);
  }
  dialog.care ol {
    list-style: none;
    padding: 0;
  }
  dialog.care li {
    padding-block-start: var(--_3);
    border-block-start: 1px solid var(--_line);
    overflow-wrap: anywhere;
  }
  dialog.care time {
    color: var(--_muted);
    font-size: var(--_small);
  }
  dialog.care ins {
    background: var(--_accent-soft);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  dialog.care del {
    color: var(--_muted);
    text-decoration: line-through;
  }
  dialog.care .changes {
    margin-block: var(--_2);
    line-height: 1.5;
  }
  dialog.care .changes > span {
    white-space: pre-line;
  }
  dialog.care label.line {
    display: flex;
    align-items: flex-start;
    gap: var(--_2);
  }
  dialog.care label.line input {
    inline-size: auto;
    min-block-size: 24px;
  }
`;
