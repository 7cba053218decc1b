import { css } from 'lit';

/** One case: what was flagged, for what, and what is decided about it. */
export const caseStyles = css`
  header {
    display: grid;
    grid-template: 'back steps' 'headline headline' / minmax(0, 1fr) auto;
    align-items: start;
    gap: var(--_1) var(--_2);
  }
  @container (min-width: 720px) {
    header {
      grid-template: 'headline steps' / minmax(0, 1fr) auto;
    }
  }
  .back {
    grid-area: back;
    justify-self: start;
    margin-inline-start: -8px;
    padding-inline-end: 0;
    white-space: nowrap;
  }
  @container (min-width: 720px) {
    .back {
      display: none;
    }
  }
  .headline {
    grid-area: headline;
  }
  h3 {
    font-size: var(--_large);
    line-height: 1.33;
    font-weight: 650;
  }
  h3:focus,
  h4:focus {
    outline: none;
  }
  h4 {
    font-size: var(--_small);
    line-height: 1.43;
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
  :is(.back, .step) .icon:dir(rtl) {
    transform: scaleX(-1);
  }
  .notice {
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    background: var(--_warn-soft);
    font-size: var(--_small);
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
    line-height: 1.43;
  }
  .why .icon {
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .why b {
    font-weight: 600;
  }
  .why time {
    white-space: nowrap;
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
  .deed:is(form, .appeal) {
    justify-items: stretch;
    gap: var(--_3);
  }
  .deed > .mine {
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
    --_chosen: var(--_warn);
    --_chosen-soft: var(--_warn-soft);
  }
  .choice[data-decision='keep'] {
    --_chosen: var(--_good);
    --_chosen-soft: var(--_good-soft);
  }
  .choice:is([data-decision='remove'], [data-decision='suspend']) {
    --_chosen: var(--_bad);
    --_chosen-soft: var(--_bad-soft);
  }
  .choice[data-decision='uphold'] {
    --_chosen: var(--_accent);
    --_chosen-soft: var(--_accent-soft);
  }
  .preview {
    display: grid;
    gap: var(--_1);
    padding: var(--_3) var(--_4);
    /* Seen where colours are forced, and the ground is not. */
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_sunken);
    font-size: var(--_small);
    line-height: 1.43;
    overflow-wrap: anywhere;
  }
  .preview h4 {
    color: var(--_muted);
  }
  .reply {
    border-inline-start-color: var(--_accent);
  }
  .reply h4 time {
    font-weight: 400;
  }
  .count {
    color: var(--_muted);
    font-weight: 400;
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
  .deed.outcome {
    padding: var(--_3) var(--_4);
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_warn-soft);
  }
  .deed.outcome[data-decision='keep'] {
    background: var(--_good-soft);
  }
  .deed.outcome:is([data-decision='remove'], [data-decision='suspend']) {
    background: var(--_bad-soft);
  }
  .outcome p:empty {
    display: none;
  }
  .deed.outcome[data-decision='uphold'] {
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
  @container (max-width: 360px) {
    article {
      padding: var(--_3);
    }
    .copy {
      padding: var(--_2) var(--_3);
    }
  }
  .required {
    color: var(--_muted);
    font-weight: 400;
  }
  .file {
    display: grid;
  }
  .file details {
    border-block-start: 1px solid var(--_line);
  }
  .file + .deed:not(.outcome) {
    margin-block-start: calc(-1 * var(--_4));
  }
  .part:not(:empty) {
    padding-block: var(--_1) var(--_3);
  }
  @media (forced-colors: active) {
    .outcome,
    .notice {
      border: 1px solid CanvasText;
    }
    .preview,
    .deed.outcome {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
`;
