import { css } from 'lit';

export const detailStyles = css`
  .back {
    margin-inline-start: -8px;
    margin-block-end: var(--_2);
  }
  .place > section {
    max-inline-size: 720px;
    margin-block-start: var(--_6);
  }
  .place ul {
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
  }
  .person {
    flex-flow: row wrap;
    align-items: center;
    gap: var(--_2);
  }
  .person > .who {
    flex: 1;
    min-inline-size: min(140px, 100%);
  }
  .person > :is(form, .wide) {
    flex: 1 1 100%;
  }
  .said {
    white-space: pre-line;
  }
  label.line {
    display: flex;
    align-items: center;
    gap: var(--_2);
  }
  label.line input {
    inline-size: 24px;
    block-size: 24px;
    margin: 0;
  }
`;
