import { css } from 'lit';

export const gateStyles = css`
  h2:focus {
    outline: none;
  }
  .inside {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_3);
    padding: 0 var(--_4) var(--_4);
  }
  .scroll {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_4);
    padding: var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_sunken);
    max-block-size: min(46dvh, 420px);
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .article h3 {
    margin-block-end: var(--_1);
    font-size: 1em;
    font-weight: 650;
  }
  blockquote {
    margin: 0;
    padding-inline-start: var(--_3);
    border-inline-start: 3px solid var(--_line-strong);
    color: var(--_muted);
  }
  .said {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
    padding: 0;
    list-style: none;
  }
  .said li {
    padding: var(--_1) var(--_2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_sunken);
    font-weight: 600;
  }
  .end {
    position: sticky;
    inset-block-end: 0;
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_2);
    margin: 0 calc(-1 * var(--_4)) calc(-1 * var(--_4));
    padding: var(--_3) var(--_4);
    background: var(--_surface);
    border-block-start: 1px solid var(--_line);
  }
  @media (forced-colors: active) {
    .scroll,
    .said li {
      border-color: CanvasText;
    }
  }
`;
