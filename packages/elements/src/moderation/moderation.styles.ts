import { css } from 'lit';

/** The desk: which cases there are, and where the one that is looked at stands. */
export const moderationStyles = css`
  .shelves {
    display: inline-flex;
    flex-wrap: wrap;
    margin-block-end: var(--_3);
    padding: 2px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_sunken);
  }
  .shelves button {
    padding-inline: var(--_3);
    font-size: var(--_small);
    white-space: nowrap;
    color: var(--_muted);
  }
  .shelves [aria-pressed='true'] {
    color: var(--_text);
    background: var(--_surface);
    border-color: var(--_line);
    font-weight: 600;
  }
  .side {
    display: grid;
    align-content: start;
    gap: var(--_3);
  }
  .cases {
    list-style: none;
    display: grid;
    gap: var(--_2);
  }
  .cases button {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: start;
    gap: var(--_2);
    inline-size: 100%;
    padding: var(--_3);
    text-align: start;
    background: var(--_surface);
    border-color: var(--_line);
    border-radius: var(--_radius);
  }
  .cases button:hover {
    background: var(--_hover);
  }
  .cases > li > button > .icon {
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .lines {
    display: grid;
    gap: 2px;
    min-inline-size: 0;
  }
  .lines b {
    font-weight: 600;
    line-height: 1.25;
  }
  .words {
    font-size: var(--_small);
    line-height: 1.43;
    overflow: hidden;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .badges {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1);
  }
  .badges:empty {
    display: none;
  }
  .badges .badge {
    border-color: color-mix(in oklab, currentColor 40%, transparent);
  }
  .badge.held {
    color: var(--_warn);
    background: var(--_warn-soft);
  }
  .badge.mine,
  .badge.uphold {
    color: var(--_accent);
    background: var(--_accent-soft);
  }
  .badge.remove {
    color: var(--_bad);
    background: var(--_bad-soft);
  }
  .badge.keep {
    color: var(--_good);
    background: var(--_good-soft);
  }
  article {
    display: grid;
    align-content: start;
    gap: var(--_4);
    padding: var(--_4);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .choose {
    padding: var(--_4);
  }
  @container (max-width: 719px) {
    .desk.opened .side,
    .desk:not(.opened) > :is(article, .choose) {
      display: none;
    }
  }
  @container (min-width: 720px) {
    .desk {
      display: grid;
      grid-template-columns: minmax(260px, 1fr) minmax(0, 2fr);
      align-items: start;
      gap: var(--_4);
    }
    .cases [aria-current='true'] {
      border-color: var(--_accent);
      background: var(--_accent-soft);
    }
  }
  .keys {
    font-size: 12px;
    line-height: 16px;
  }
  .filters {
    margin-block-end: var(--_3);
  }
  summary {
    min-block-size: 28px;
    padding-block: var(--_1);
    font-size: var(--_small);
    font-weight: 600;
    cursor: pointer;
    border-radius: var(--_radius-small);
  }
  .filters .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(180px, 100%), 1fr));
    align-items: end;
    gap: var(--_2) var(--_3);
    padding-block-start: var(--_2);
  }
  @media (hover: none) {
    .keys {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .shelves [aria-pressed='true'],
    .cases [aria-current='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
