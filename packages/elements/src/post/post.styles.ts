import { css } from 'lit';
import { attachedRoom } from '../styles/attached-room.ts';
import { peopleStyles } from '../styles/people.ts';

/** The look of one post, wherever it stands: article, header, text, actions. */
export const postStyles = css`
  ${peopleStyles}
  ${attachedRoom}
  article {
    position: relative;
    padding: var(--_4);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  header {
    position: relative;
    display: flex;
    align-items: flex-start;
    gap: var(--_3);
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  .author {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: var(--_2);
    line-height: 1.25;
  }
  header .author {
    padding-inline-end: 24px;
  }
  .name {
    font-weight: 650;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    text-align: start;
    justify-content: start;
  }
  span.name {
    display: inline-flex;
    align-items: center;
  }
  button.name:hover {
    background: none;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .badge .icon {
    inline-size: 11px;
    block-size: 11px;
  }
  .badge.secret {
    color: var(--_bad);
    background: var(--_bad-soft);
    border-color: transparent;
  }
  /* Between its parts stands a wide space with a dot over it. Where a line ends there, the space goes as any space does
     and the dot, now before the start of the next line, is clipped. */
  .meta {
    overflow: clip;
    word-spacing: 0.5em;
    color: var(--_muted);
    font-size: var(--_small);
    line-height: 1.43;
  }
  .meta > * {
    word-spacing: normal;
  }
  .meta > :not(:first-child, .badge) {
    display: inline-block;
    position: relative;
  }
  .meta > :not(:first-child, .badge)::before {
    content: '·';
    position: absolute;
    inset-inline-start: -0.75em;
    inline-size: 0.75em;
    text-align: center;
  }
  .edited {
    display: inline;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    color: inherit;
    font-size: inherit;
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }
  /* Beside the name alone: what stands under it has the whole width. */
  .more {
    position: absolute;
    inset-block-start: -4px;
    inset-inline-end: -8px;
    inline-size: 32px;
    padding: 0;
  }
  .notice {
    margin-block-start: var(--_3);
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    background: var(--_warn-soft);
    font-size: var(--_small);
  }
  :is(.notice, .told) .quiet {
    min-block-size: 24px;
    padding: 0 4px;
    font-size: inherit;
  }
  .notice.gone {
    margin-block-start: 0;
    color: var(--_muted);
    background: var(--_sunken);
  }
  h3 {
    margin-block: var(--_3) 0;
    font-size: var(--_large);
    line-height: 1.33;
    font-weight: 650;
    text-wrap: pretty;
  }
  .kind {
    display: inline-block;
    margin-inline-end: var(--_1);
    padding-inline: 6px;
    border-radius: var(--_radius-small);
    font-size: 12px;
    line-height: 20px;
    vertical-align: 2px;
    font-weight: 600;
    color: var(--_muted);
    background: var(--_sunken);
  }
  .kind[data-kind='question'] {
    color: var(--_accent);
    background: var(--_accent-soft);
  }
  .answered {
    display: inline-flex;
    align-items: center;
    gap: var(--_1);
    font-size: 13px;
    font-weight: 600;
    color: var(--_good);
  }
  .answered .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  /* A word longer than a narrow column is divided as its language does it, where the browser knows how. */
  h3,
  .text {
    hyphens: auto;
    hyphenate-limit-chars: 14 5 4;
  }
  .text {
    margin-block-start: var(--_2);
    max-inline-size: 72ch;
  }
  .cut {
    max-block-size: 288px;
    overflow: hidden;
    mask-image: linear-gradient(#000 calc(100% - 64px), transparent);
  }
  .show {
    margin-inline-start: -8px;
    color: var(--_link);
  }
  .link {
    display: flex;
    align-items: center;
    gap: var(--_2);
    margin-block-start: var(--_3);
    padding: var(--_2) var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    color: var(--_text);
    font-size: var(--_small);
    text-decoration: none;
    min-block-size: 40px;
  }
  .link > span {
    display: flex;
    flex-wrap: wrap;
    column-gap: var(--_1);
    min-inline-size: 0;
  }
  .link:hover {
    background: var(--_hover);
  }
  .link .muted {
    flex: 1 1 120px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1);
    margin-block-start: var(--_2);
    margin-block-end: -8px;
    margin-inline: -8px;
  }
  .reactions {
    display: contents;
  }
  .chip {
    font-size: var(--_small);
    color: var(--_muted);
    border-color: var(--_line);
    border-radius: 999px;
    min-inline-size: 32px;
    font-variant-numeric: tabular-nums;
  }
  .reactions .chip:first-child {
    margin-inline-start: var(--_2);
  }
  .chip[aria-pressed='true'] {
    color: var(--_accent);
    border-color: var(--_accent);
    background: var(--_accent-soft);
    font-weight: 600;
  }
  .mark[aria-pressed='true'] {
    color: var(--_accent);
  }
  .mark[aria-pressed='true'] .icon {
    fill: currentColor;
  }
  .chip:disabled {
    opacity: 1;
  }
  .told {
    margin-block-start: var(--_2);
    font-size: var(--_small);
    color: var(--_good);
  }
  .problem {
    margin-block-start: var(--_2);
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    background: var(--_bad-soft);
    color: var(--_bad);
    font-size: var(--_small);
  }
  @container (max-width: 360px) {
    article {
      padding: var(--_3);
    }
    .avatar {
      inline-size: 32px;
      block-size: 32px;
      font-size: 12px;
    }
    header {
      gap: var(--_2);
    }
    .wide {
      display: none;
    }
    footer [data-count]::after {
      content: attr(data-count);
    }
  }
  @media (forced-colors: active) {
    .chip[aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
    .badge,
    .kind,
    .notice,
    .problem,
    .avatar {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    article {
      break-inside: avoid;
    }
    button:not(.name, .chip, .mention, .tag, .image, .edited),
    footer > :not(.reactions) {
      display: none;
    }
    .cut {
      max-block-size: none;
      mask-image: none;
    }
    .text a[href]:not(.bare)::after {
      content: ' (' attr(href) ')';
    }
    .link .muted {
      white-space: normal;
    }
  }
`;
