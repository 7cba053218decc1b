import { css } from 'lit';

export const moderationStyles = css`
  .shelves {
    display: inline-flex;
    margin-block-end: var(--_3);
    padding: 2px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_sunken);
  }
  .shelves button {
    padding-inline: var(--_3);
    font-size: var(--_small);
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
    line-height: 20px;
  }
  .words {
    font-size: var(--_small);
    line-height: 20px;
    overflow: hidden;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    column-gap: var(--_1);
    color: var(--_muted);
    font-size: 13px;
    line-height: 20px;
  }
  .facts > * + *::before {
    content: '·';
    margin-inline-end: var(--_1);
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
  .own {
    display: grid;
    gap: var(--_3);
  }
  .own > .outlined {
    justify-self: start;
  }
  .own ul {
    list-style: none;
    display: grid;
    gap: var(--_2);
  }
  .own li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--_2);
    padding: var(--_3);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .own li > .icon {
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .own .lines {
    justify-items: start;
    gap: var(--_2);
    font-size: var(--_small);
    line-height: 20px;
    overflow-wrap: anywhere;
  }
  .own .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_2);
  }
  .own .top b {
    font-size: max(1rem, 14px);
  }
  .own time,
  .own dt {
    color: var(--_muted);
  }
  .own dl {
    display: grid;
    gap: 2px;
    margin: 0;
  }
  .own dl > div {
    display: flex;
    flex-wrap: wrap;
    column-gap: var(--_2);
  }
  .own dd {
    margin: 0;
  }
  .own .outcome {
    justify-self: stretch;
    padding: var(--_2) var(--_3);
    background: var(--_sunken);
  }
  /* To who flagged it, what was taken away is no bad news. */
  .own .badge:is(.remove, .uphold) {
    color: var(--_good);
    background: var(--_good-soft);
  }
  .own .badge.keep {
    color: var(--_muted);
    background: var(--_sunken);
  }
  .own .badge.examined {
    color: var(--_accent);
    background: var(--_accent-soft);
  }
  .choose {
    padding: var(--_4);
  }
  header {
    display: grid;
    grid-template: 'back steps' 'headline headline' / minmax(0, 1fr) auto;
    align-items: start;
    gap: var(--_1) var(--_2);
  }
  .back {
    grid-area: back;
    justify-self: start;
    margin-inline-start: -8px;
  }
  .headline {
    grid-area: headline;
  }
  h3 {
    font-size: var(--_large);
    line-height: 24px;
    font-weight: 650;
  }
  h3:focus,
  h4:focus {
    outline: none;
  }
  h4 {
    font-size: var(--_small);
    line-height: 20px;
    font-weight: 600;
  }
  .steps {
    grid-area: steps;
    display: flex;
  }
  .step {
    inline-size: 32px;
    padding: 0;
  }
  .step .icon:dir(rtl) {
    transform: scaleX(-1);
  }
  .notice,
  .problem {
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    font-size: var(--_small);
  }
  .notice {
    background: var(--_warn-soft);
  }
  .problem {
    color: var(--_bad);
    background: var(--_bad-soft);
  }
  .copy {
    padding: var(--_3) var(--_4);
    border: 1px solid var(--_line);
    border-inline-start: 3px solid var(--_line-strong);
    border-radius: var(--_radius-small);
    --_avatar: 32px;
  }
  .copy + .copy {
    margin-block-start: calc(-1 * var(--_2));
    border-inline-start-color: var(--_accent);
  }
  .copy h4 {
    margin-block-end: var(--_1);
    color: var(--_muted);
  }
  .copy h5 {
    margin: 0 0 var(--_1);
    font-size: 1em;
    font-weight: 650;
  }
  .author {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_2);
    margin-block-end: var(--_2);
  }
  .author time {
    color: var(--_muted);
    font-size: var(--_small);
  }
  .name {
    font-weight: 650;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    text-align: start;
    justify-content: start;
  }
  button.name:hover {
    background: none;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .text {
    max-inline-size: 72ch;
  }
  .address {
    display: flex;
    align-items: center;
    gap: var(--_2);
    padding: var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    min-inline-size: 0;
  }
  .why ul {
    list-style: none;
    display: grid;
    gap: var(--_2);
    margin-block-start: var(--_2);
  }
  .why li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--_2);
    font-size: var(--_small);
    line-height: 20px;
  }
  .why .icon {
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .why b {
    font-weight: 600;
  }
  .why time {
    color: var(--_muted);
    margin-inline-start: var(--_1);
  }
  .deed {
    display: grid;
    justify-items: start;
    gap: var(--_2);
    padding-block-start: var(--_4);
    border-block-start: 1px solid var(--_line);
  }
  .deed .muted {
    font-size: var(--_small);
  }
  form.deed {
    justify-items: stretch;
    gap: var(--_3);
  }
  .mine {
    color: var(--_accent);
    font-size: var(--_small);
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  legend {
    margin-block-end: var(--_1);
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
    gap: var(--_2);
  }
  .choice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-content: start;
    column-gap: var(--_2);
    padding: var(--_2) var(--_3);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-small);
    font-weight: 400;
    font-size: 1em;
    cursor: pointer;
  }
  .choice:hover {
    background: var(--_hover);
  }
  .choice:has(:checked) {
    border-color: var(--_good);
    background: var(--_good-soft);
  }
  .choice[data-decision='remove']:has(:checked) {
    border-color: var(--_bad);
    background: var(--_bad-soft);
  }
  .choice[data-decision='uphold']:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .choice:has(:focus-visible) {
    outline: var(--_focus);
    outline-offset: 1px;
  }
  .choice input {
    inline-size: 16px;
    block-size: 16px;
    margin: 4px 0 0;
    accent-color: currentColor;
  }
  .choice input:focus-visible {
    outline: none;
  }
  .choice b {
    font-weight: 600;
  }
  .choice small {
    display: block;
    color: var(--_muted);
    font-size: 13px;
    line-height: 18px;
  }
  .also {
    display: flex;
    align-items: center;
    gap: var(--_2);
    font-weight: 400;
  }
  .also input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
  }
  .own form {
    justify-self: stretch;
  }
  .note {
    display: grid;
    gap: var(--_1);
  }
  .note > p:not(.wrong) {
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
  }
  .wrong {
    color: var(--_bad);
    font-size: 13px;
    line-height: 18px;
  }
  .offline {
    color: var(--_warn);
    font-size: var(--_small);
  }
  .primary[data-decision='remove'] {
    background: var(--_bad);
    color: var(--_surface);
  }
  .primary[data-decision='keep'] {
    background: var(--_good);
    color: var(--_surface);
  }
  .outcome {
    padding: var(--_3) var(--_4);
    border: 0;
    border-radius: var(--_radius-small);
    background: var(--_good-soft);
  }
  .outcome[data-decision='remove'] {
    background: var(--_bad-soft);
  }
  .outcome[data-decision='uphold'] {
    background: var(--_accent-soft);
  }
  .outcome h4 {
    font-size: 1em;
    font-weight: 650;
  }
  .outcome small {
    color: var(--_muted);
    font-weight: 400;
  }
  .outcome .internal {
    font-size: var(--_small);
  }
  .outcome .internal b {
    font-weight: 600;
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
    .back {
      display: none;
    }
    header {
      grid-template: 'headline steps' / minmax(0, 1fr) auto;
    }
    .cases [aria-current='true'] {
      border-color: var(--_accent);
      background: var(--_accent-soft);
    }
  }
  @container (max-width: 360px) {
    article {
      padding: var(--_3);
    }
    .copy {
      padding: var(--_2) var(--_3);
    }
  }
  @media (forced-colors: active) {
    .shelves [aria-pressed='true'],
    .cases [aria-current='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .choice:has(:checked) {
      outline: 2px solid Highlight;
    }
    .outcome,
    .notice {
      border: 1px solid CanvasText;
    }
  }
`;
