import { css } from 'lit';

/** What every element starts from: the page's font, our controls. Nothing here reaches the page. */
export const base = css`
  :host {
    display: block;
    color: var(--_text);
    /* The letters. */
    font-family: var(--parvis-font, inherit);
    /* Their size, which all other sizes follow. */
    font-size: var(--parvis-font-size, inherit);
    line-height: 1.5;
    text-align: start;
    overflow-wrap: anywhere;
    container-type: inline-size;
    /* In a box that takes its width from what is in it, a float say, it would otherwise have none; nor beside a float. */
    contain-intrinsic-inline-size: 240px;
    min-inline-size: min(240px, 100%);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
  }
  a {
    color: var(--_link);
    text-underline-offset: 2px;
  }
  :focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
  }
  .icon {
    inline-size: 1.2em;
    block-size: 1.2em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  button {
    font: inherit;
    color: inherit;
    margin: 0;
    border: 1px solid transparent;
    border-radius: var(--_radius-button);
    background: none;
    cursor: pointer;
    min-block-size: max(24px, 8 * var(--_1));
    padding: 0 var(--_2);
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_1);
    transition:
      background-color var(--_quick),
      border-color var(--_quick);
  }
  button:hover {
    background: var(--_hover);
  }
  button[aria-disabled='true'],
  button:disabled {
    cursor: default;
    opacity: 0.55;
  }
  .quiet {
    color: var(--_muted);
    font-size: var(--_small);
  }
  .quiet:hover {
    color: var(--_text);
  }
  .primary {
    background: var(--_accent);
    color: var(--_on-accent);
    padding-inline: var(--_4);
    font-weight: 600;
  }
  .primary:hover:not(:disabled) {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  .outlined {
    border-color: var(--_line-strong);
    padding-inline: var(--_3);
  }
  .muted {
    color: var(--_muted);
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    button {
      border-color: ButtonBorder;
    }
    .primary {
      forced-color-adjust: none;
    }
  }
`;
