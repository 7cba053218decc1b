import { css } from 'lit';

/** A list of suggestions at a field. */
export const suggestionsStyles = css`
  .suggestions {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: var(--_1);
    inline-size: max-content;
    max-inline-size: min(360px, 100vw - 8px);
    max-block-size: min(320px, 50vh);
    overflow-y: auto;
    list-style: none;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
    font-size: var(--_small);
    line-height: 1.43;
  }
  /* Whatever an element says of its lists, this one is not drawn while it is closed. */
  .suggestions[popover]:not(:popover-open) {
    display: none;
  }
  .suggestions > [role='option'] {
    display: flex;
    flex-direction: row;
    align-items: center;
    gap: var(--_2);
    min-block-size: 40px;
    padding: var(--_1) var(--_2);
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    cursor: pointer;
  }
  .suggestions .avatar {
    inline-size: 28px;
    block-size: 28px;
    font-size: 11px;
  }
  .suggestions > [role='option']:hover {
    background: var(--_hover);
  }
  .suggestions > [role='option'][aria-selected='true'] {
    background: var(--_accent-soft);
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  .suggestions > [role='option'][aria-disabled='true'] {
    cursor: default;
  }
  .suggestions .blind {
    display: block;
    color: var(--_warn);
    font-size: 12px;
  }
  @media (forced-colors: active) {
    .suggestions > [role='option'][aria-selected='true'] {
      outline-color: Highlight;
    }
  }
`;
