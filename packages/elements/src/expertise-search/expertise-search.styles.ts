import { css } from 'lit';

export const expertiseSearchStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_3);
  }
  form label {
    font-size: var(--_large);
    font-weight: 650;
    line-height: 1.3;
  }
  .box {
    display: flex;
    align-items: center;
    padding: 3px;
    background: var(--_surface);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
  }
  .box:focus-within {
    outline: var(--_focus);
    outline-offset: 1px;
  }
  .box > .icon {
    margin-inline-start: var(--_2);
    color: var(--_muted);
  }
  .box input {
    flex: 1;
    min-inline-size: 0;
    border: 0;
    background: none;
    outline: none;
    text-overflow: ellipsis;
  }
  .box .primary {
    align-self: stretch;
    border-radius: calc(var(--_radius) - 3px);
  }
  .filters {
    display: grid;
    gap: var(--_2);
  }
  .summary:not(:has(.muted)) {
    position: absolute;
  }
  [role='group'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1);
  }
  [role='group'] .label {
    min-inline-size: 56px;
    color: var(--_muted);
    font-weight: 400;
  }
  .filter {
    min-block-size: 28px;
    border-radius: 999px;
    border-color: var(--_line);
    background: var(--_surface);
    font-size: 13px;
    padding-inline: 10px;
    gap: 6px;
  }
  .filter .count {
    color: var(--_muted);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .filter[aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    font-weight: 600;
  }
  .summary {
    font-size: var(--_small);
  }
  .summary > * + *::before {
    content: '· ' / '';
    color: var(--_muted);
  }
  .results {
    list-style: none;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .results[aria-busy='true'] {
    opacity: 0.6;
  }
  .results > li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--_2) var(--_3);
    padding: var(--_4);
    --_avatar: 44px;
  }
  .results > li + li {
    border-block-start: 1px solid var(--_line);
  }
  .who {
    align-self: center;
    line-height: 20px;
  }
  .name {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    font-weight: 650;
    text-align: start;
  }
  button.name:hover {
    background: none;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .place {
    color: var(--_muted);
    font-size: var(--_small);
  }
  mark {
    padding-inline: 1px;
    border-radius: 2px;
    color: var(--_text);
    background: var(--parvis-color-mark, light-dark(#ffe9a3, #57480f));
    font-weight: 600;
  }
  .reasons {
    grid-column: 2;
    display: grid;
    gap: var(--_1);
    list-style: none;
    font-size: var(--_small);
    line-height: 20px;
  }
  .reasons > li {
    display: flex;
    gap: var(--_2);
  }
  .reasons > li > .icon {
    inline-size: 16px;
    block-size: 20px;
    color: var(--_muted);
  }
  .reasons > li > div {
    flex: 1;
    min-inline-size: 0;
  }
  .reasons .kind {
    margin-inline-end: var(--_1);
    color: var(--_muted);
  }
  .excerpt {
    display: block;
    color: var(--_muted);
  }
  .reasons b {
    font-weight: 600;
  }
  .reasons .more {
    white-space: nowrap;
  }
  .reasons a {
    color: inherit;
    text-decoration: underline 1px var(--_line-strong);
    text-underline-offset: 3px;
  }
  .reasons a:hover {
    text-decoration-color: currentColor;
  }
  .evidence {
    margin-block: var(--_2);
  }
  .end {
    display: grid;
    justify-items: center;
    gap: var(--_3);
    font-size: var(--_small);
  }
  .end p {
    text-align: center;
  }
  .link {
    min-block-size: 24px;
    padding: 0 var(--_1);
    border: 0;
    color: var(--_link);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .state .ways {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0 var(--_2);
  }
  .state .ways .primary {
    color: var(--_on-accent);
  }
  .bones {
    gap: 0;
  }
  .bones > div {
    block-size: 96px;
    border-radius: 0;
    border-block-end: 0;
  }
  .bones > :first-child {
    border-start-start-radius: var(--_radius);
    border-start-end-radius: var(--_radius);
  }
  .bones > :last-child {
    border-end-start-radius: var(--_radius);
    border-end-end-radius: var(--_radius);
    border-block-end: 1px solid var(--_line);
  }
  @container (max-width: 359px) {
    .results > li {
      padding: var(--_3);
      --_avatar: 36px;
    }
    .reasons {
      grid-column: 1 / -1;
    }
    .box {
      flex-wrap: wrap;
    }
    .box .primary {
      flex: 1 0 100%;
      min-block-size: 36px;
    }
  }
  @media (forced-colors: active) {
    mark {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
    .filter[aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
    .filter[aria-pressed='true'] .count {
      color: inherit;
    }
  }
`;
