import { css } from 'lit';

export const skillsStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_3);
  }
  .summary {
    display: grid;
    gap: 2px;
  }
  .summary .muted,
  .note,
  .closed {
    color: var(--_muted);
    font-size: var(--_small);
  }
  .told:empty {
    display: none;
  }
  .told {
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    background: var(--_accent-soft);
    font-size: var(--_small);
  }
  .tools,
  .page,
  section {
    display: grid;
    gap: var(--_2);
  }
  .page {
    gap: var(--_4);
  }
  .find {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
  }
  .find > input:not([type='checkbox']) {
    flex: 1 1 200px;
    inline-size: auto;
    min-inline-size: 0;
  }
  label.check {
    display: flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: 24px;
    font-weight: 400;
  }
  h2 {
    font-size: var(--_large);
    font-weight: 650;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  h2:focus {
    outline: none;
  }
  h3 {
    font-size: 1em;
    font-weight: 650;
  }
  ul {
    list-style: none;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  ul > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_3);
    padding: var(--_2) var(--_3);
  }
  ul > li + li {
    border-block-start: 1px solid var(--_line);
  }
  ul > li > div {
    flex: 1 1 140px;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  ul > li b {
    font-weight: 600;
  }
  ul > li .muted {
    display: block;
    font-size: var(--_small);
  }
  .picker ul:not(.suggestions) {
    background: none;
    border: 0;
  }
  .page section {
    padding-block-start: var(--_4);
    border-block-start: 1px solid var(--_line);
  }
  .languages {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
    gap: var(--_3);
  }
  fieldset {
    display: grid;
    align-content: start;
    gap: var(--_1);
    min-inline-size: 0;
    margin: 0;
    padding: var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  fieldset label {
    font-weight: 400;
    color: var(--_muted);
  }
  .moves {
    display: grid;
    gap: var(--_2);
    padding: var(--_3) var(--_4);
    border: 1px solid var(--_accent);
    border-radius: var(--_radius);
  }
  dl {
    display: grid;
    gap: var(--_1);
    margin: 0;
    font-size: var(--_small);
  }
  dl > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_3);
  }
  dt {
    flex: 0 0 160px;
    color: var(--_muted);
  }
  dd {
    flex: 1 1 160px;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .back {
    justify-self: start;
    margin-inline-start: -8px;
  }
  code {
    font-size: 0.95em;
  }
`;
