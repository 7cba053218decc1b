import { css } from 'lit';

export const profileCardStyles = css`
  .card {
    display: grid;
    gap: var(--_3);
    padding: var(--_4);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    --_avatar: 56px;
  }
  .card:focus,
  #name:focus:not(:focus-visible) {
    outline: none;
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--_3);
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  h3 {
    font-size: var(--_large);
    font-weight: 650;
    line-height: 1.3;
    text-wrap: balance;
  }
  h3 .badge {
    font-weight: 400;
    vertical-align: 2px;
  }
  [part='title'],
  .lines {
    font-size: var(--_small);
    line-height: 1.43;
  }
  [part='title'] {
    margin-block-start: 2px;
  }
  .lines {
    display: grid;
    gap: var(--_1);
    list-style: none;
    color: var(--_muted);
  }
  .lines li {
    display: flex;
    gap: var(--_2);
  }
  .lines .icon {
    inline-size: 16px;
    block-size: 20px;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
  }
  .way {
    display: flex;
    flex: 1 1 76px;
    white-space: nowrap;
    align-items: center;
    justify-content: center;
    gap: var(--_2);
    min-block-size: 36px;
    padding: 0 var(--_2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    font-size: var(--_small);
    font-weight: 600;
    text-decoration: none;
    transition: background-color var(--_quick);
  }
  .way:hover {
    background: var(--_hover);
    border-color: var(--_line-strong);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1);
    list-style: none;
    font-size: 13px;
  }
  .chips li {
    padding: 1px var(--_2);
    border-radius: 999px;
    background: var(--_sunken);
  }
  .chips .asked {
    background: var(--_accent-soft);
  }
  .chips .rest {
    background: none;
    color: var(--_muted);
    padding-inline: var(--_1);
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
    margin: -4px -9px -8px;
  }
  .back {
    justify-self: start;
    min-block-size: 24px;
    margin: -4px -8px 0;
    text-align: start;
  }
  .missing {
    padding: var(--_4);
    text-align: center;
    text-wrap: balance;
    color: var(--_muted);
  }
  .state,
  .bones > div {
    border: 0;
  }
  .bones {
    margin: calc(-1 * var(--_4));
  }
  @container (max-width: 279px) {
    .card {
      padding: var(--_3);
      --_avatar: 40px;
    }
  }
  @media (forced-colors: active) {
    .chips li {
      border: 1px solid;
    }
  }
`;
