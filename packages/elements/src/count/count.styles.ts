import { css } from 'lit';

export const countStyles = css`
  :host {
    display: inline;
    font: inherit;
    color: inherit;
    background: none;
  }
  a {
    color: inherit;
  }
`;
