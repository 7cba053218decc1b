import { css } from 'lit';

/** A name that opens a card. */
export const nameStyles = css`
  .name {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    font-weight: 650;
    text-align: start;
    justify-content: start;
  }
  button.name:hover {
    background: none;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
`;
