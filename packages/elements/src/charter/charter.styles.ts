import { css } from 'lit';

export const charterStyles = css`
  h2 {
    font-size: 1.375em;
    line-height: 1.45;
    font-weight: 650;
  }
  :is(h2, h3, .acceptance):focus {
    outline: none;
  }
  .version {
    font-size: var(--_small);
  }
  .views {
    display: flex;
    flex-wrap: wrap;
    inline-size: fit-content;
    max-inline-size: 100%;
    margin-block: var(--_3);
    padding: 2px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_sunken);
  }
  .views button {
    padding-inline: var(--_3);
    color: var(--_muted);
    font-size: var(--_small);
  }
  .views [aria-pressed='true'] {
    color: var(--_text);
    background: var(--_surface);
    border-color: var(--_line);
    font-weight: 600;
  }
  .acceptance {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2) var(--_3);
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    font-size: var(--_small);
  }
  .acceptance > :is(p, span) {
    flex: 1;
    min-inline-size: min(200px, 100% - 32px);
  }
  .acceptance .muted {
    color: inherit;
  }
  .good {
    background: var(--_good-soft);
  }
  .good > .icon {
    color: var(--_good);
  }
  .warn {
    background: var(--_warn-soft);
  }
  .acceptance > .problem {
    flex-basis: 100%;
  }
  .articles {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_6);
    max-inline-size: 72ch;
    margin-block-start: var(--_4);
  }
  .article h3 {
    margin-block-end: var(--_1);
    font-size: var(--_large);
    line-height: 1.33;
    font-weight: 650;
  }
  .bones > div {
    block-size: 160px;
  }
  @media (forced-colors: active) {
    .views [aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .acceptance {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .views,
    .acceptance button {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .acceptance {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
`;
