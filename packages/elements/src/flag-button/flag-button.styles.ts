import { css } from 'lit';

export const flagButtonStyles = css`
  /* In a line of text or of actions: as wide as its words. */
  :host {
    display: inline-block;
    container-type: normal;
    min-inline-size: 0;
    vertical-align: middle;
  }
  .open {
    white-space: nowrap;
  }
  .alone {
    font-size: var(--_small);
  }
  .open[data-state] {
    color: var(--_accent);
  }
  .open[data-state='decided'] {
    color: var(--_good);
  }
  .open[data-state] .icon {
    fill: currentColor;
    fill-opacity: 0.25;
  }
  .why {
    display: flex;
    align-items: flex-start;
    gap: var(--_2);
    color: var(--_muted);
    font-size: var(--_small);
  }
  .why:focus {
    outline: none;
  }
`;
