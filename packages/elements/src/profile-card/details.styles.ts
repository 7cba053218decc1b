import { css } from 'lit';

/** The expanded card. */
export const detailsStyles = css`
  .bio {
    max-inline-size: 72ch;
    white-space: pre-line;
  }
  :where(.card) section {
    display: grid;
    gap: var(--_2);
    padding-block-start: var(--_3);
    border-block-start: 1px solid var(--_line);
  }
  :where(.card) h4 {
    font-size: 12px;
    font-weight: 600;
    letter-spacing: 0.04em;
    text-transform: uppercase;
    color: var(--_muted);
  }
  :where(.card) dl {
    display: grid;
    gap: var(--_2);
    margin: 0;
    font-size: var(--_small);
  }
  :where(.card) dl > div {
    display: grid;
    grid-template-columns: 108px minmax(0, 1fr);
    gap: var(--_3);
    align-items: baseline;
  }
  :where(.card) dt {
    color: var(--_muted);
  }
  :where(.card) dd {
    margin: 0;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    row-gap: 4px;
    list-style: none;
  }
  .steps li + li::before {
    content: '›' / '';
    padding-inline: 6px;
    color: var(--_muted);
  }
  .skills {
    display: grid;
    gap: var(--_2);
    list-style: none;
    font-size: var(--_small);
  }
  .skills li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px var(--_2);
  }
  .skill {
    font-weight: 600;
  }
  .level {
    display: inline-flex;
    align-items: center;
    gap: var(--_2);
    color: var(--_muted);
  }
  .dots {
    inline-size: 36px;
    block-size: 6px;
    background: linear-gradient(to right, var(--_accent) var(--_level), var(--_line) var(--_level));
    mask: radial-gradient(circle at 3px 3px, #000 2.9px, transparent 3.1px) 0 0 / 10px 6px repeat-x;
  }
  .dots:dir(rtl) {
    transform: scaleX(-1);
  }
  [data-level='1'] {
    --_level: 8px;
  }
  [data-level='2'] {
    --_level: 18px;
  }
  [data-level='3'] {
    --_level: 28px;
  }
  [data-level='4'] {
    --_level: 36px;
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1);
    grid-column: 1;
  }
  .property {
    min-block-size: 24px;
    margin: -2px calc(-1 * var(--_1));
    padding: 0 var(--_1);
    font-weight: inherit;
    text-align: start;
    text-decoration: underline dotted 1px;
    text-underline-offset: 3px;
  }
  .property:hover {
    text-decoration-style: solid;
  }
  .people,
  .activity,
  .sharing,
  .plain {
    display: grid;
    gap: var(--_2);
    list-style: none;
    font-size: var(--_small);
  }
  .people {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1) var(--_3);
    font-size: inherit;
  }
  .together + .together {
    margin-block-start: var(--_2);
  }
  .together > .muted {
    display: block;
    inline-size: fit-content;
    font-size: 12px;
  }
  .given {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_2);
    font-size: var(--_small);
  }
  .plain {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1);
  }
  .activity li {
    max-inline-size: 72ch;
    display: grid;
    gap: 2px;
  }
  .activity a {
    font-weight: 600;
  }
  .activity .muted {
    font-size: 12px;
  }
  .excerpt {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .sharing > li {
    display: grid;
    padding-block-end: var(--_2);
    border-block-end: 1px solid var(--_line);
  }
  .sharing .muted {
    padding-inline-start: 32px;
    font-size: 12px;
  }
  .small {
    font-size: var(--_small);
  }
  .confirmed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--_2);
    grid-column: 1 / -1;
    font-size: 12px;
    color: var(--_muted);
  }
  .confirmed.alone {
    grid-column: 2;
    justify-self: end;
  }
  .confirmed button {
    min-block-size: 24px;
    padding: 0;
    font-size: 12px;
    font-weight: 600;
    color: var(--_link);
  }
  @container (max-width: 279px) {
    :where(.card) dl > div {
      grid-template-columns: none;
      gap: 0;
    }
    .skills li {
      grid-template-columns: minmax(0, 1fr);
    }
    .skills li > * {
      grid-column: 1;
      justify-self: start;
    }
  }
  @media (forced-colors: active) {
    .dots {
      forced-color-adjust: none;
      background: linear-gradient(to right, CanvasText var(--_level), transparent var(--_level));
    }
  }
`;
