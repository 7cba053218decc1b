import { type CSSResult, css } from 'lit';
import { peopleStyles } from '../styles/people.ts';
import { nameStyles } from '../styles/name.ts';

export const resultsStyles: CSSResult[] = [
  peopleStyles,
  nameStyles,
  css`
    .filters {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_2) var(--_4);
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
      font-size: var(--_small);
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
    .filters .quiet {
      min-block-size: 28px;
      padding-inline: 10px;
      border: 1px dashed var(--_line);
      border-radius: 999px;
      font-size: 13px;
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
      line-height: 1.35;
    }
    .place {
      color: var(--_muted);
      font-size: var(--_small);
    }
    .found mark {
      padding-inline: 1px;
      border-radius: 2px;
      color: var(--_text);
      /* Under the words that were looked for. */
      background: var(--parvis-color-mark, light-dark(#ffe9a3, #57480f));
      font-weight: 600;
    }
    .reasons {
      grid-column: 2;
      display: grid;
      gap: var(--_1);
      list-style: none;
      font-size: var(--_small);
      line-height: 1.43;
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
      max-inline-size: 72ch;
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
    .end {
      display: grid;
      justify-items: center;
      gap: var(--_3);
      font-size: var(--_small);
    }
    .end p {
      text-align: center;
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

    .teams h3,
    .mine h3 {
      font-size: inherit;
      font-weight: 650;
    }
    .teams ul,
    .mine ul {
      list-style: none;
    }
    .teams {
      padding: var(--_3) var(--_4);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      font-size: var(--_small);
    }
    .teams li {
      padding-block-start: var(--_2);
      overflow-wrap: anywhere;
    }
    .teams b {
      font-weight: 600;
    }
    .teams .members {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--_3);
      align-items: center;
    }
    .teams .name {
      color: var(--_link);
      font-weight: 400;
    }
    .found {
      display: grid;
      gap: var(--_3);
    }
    .next {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: var(--_1) var(--_4);
    }
    /* In the middle of the end of the list it reads as what it is, lines of a text. */
    .mine {
      justify-self: stretch;
      padding: var(--_3) var(--_4);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }
    .mine li {
      padding-block: var(--_1);
      overflow-wrap: anywhere;
    }
    .mine p {
      margin-block: var(--_1);
      text-align: start;
    }
    @container (min-width: 400px) {
      /* Names of facets in a column of their own. */
      .filters [role='group'] {
        position: relative;
        padding-inline-start: 84px;
      }
      .filters .label {
        position: absolute;
        inset-block-start: 4px;
        inset-inline-start: 0;
        max-inline-size: 80px;
      }
    }
    @container (min-width: 880px) {
      /* Who worked on it stands beside the people. */
      .found:has(.teams) {
        grid-template-columns: minmax(0, 1fr) 300px;
        align-items: start;
      }
      .found .teams {
        order: 1;
      }
    }
    @container (max-width: 359px) {
      .results > li {
        padding: var(--_3);
        --_avatar: 36px;
      }
      .reasons {
        grid-column: 1 / -1;
      }
    }
    @media (forced-colors: active) {
      .found mark {
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
  `,
];
