import { css } from 'lit';
import { nameStyles } from '../styles/name.ts';

export const detailStyles = css`
  ${nameStyles}
  .back {
    margin-inline-start: -8px;
    margin-block-end: var(--_2);
  }
  .place {
    max-inline-size: 720px;
  }
  .place > section {
    margin-block-start: var(--_6);
  }
  .place .about {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
    gap: var(--_3) var(--_6);
  }
  .place ul {
    grid-template-columns: minmax(0, 1fr);
    gap: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .person {
    --_avatar: 32px;
    flex-flow: row wrap;
    align-items: center;
    gap: var(--_2);
    padding-block: var(--_2);
    border: 0;
    border-radius: 0;
    background: none;
  }
  .person + .person {
    border-block-start: 1px solid var(--_line);
  }
  .person > .who {
    flex: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_2);
    min-inline-size: min(140px, 100%);
  }
  .person > :is(form, .wide) {
    flex: 1 1 100%;
  }
  .said {
    white-space: pre-line;
  }
  .place > .name {
    margin-block-end: var(--_1);
  }
  .told:empty {
    display: none;
  }
  .told {
    color: var(--_good, inherit);
    font-size: var(--_small);
  }
  .place fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .place .options {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1) var(--_4);
    margin-block-start: var(--_1);
  }
  .place :is(.hint, .fault) {
    margin-block-start: 2px;
    font-size: var(--_small);
  }
  .place .fault {
    color: var(--_bad);
  }
  .place :is(.fault, .note):empty {
    display: none;
  }
  .screening {
    gap: var(--_3);
    margin-block-start: var(--_3);
  }
  .screening h3 {
    margin-block-start: var(--_3);
  }
  .screening .hint {
    color: var(--_muted);
  }
  .screening textarea {
    max-block-size: 240px;
  }
  .screening > div > textarea {
    margin-block-start: var(--_1);
  }
  .screening #screen-newcomers {
    max-inline-size: 120px;
  }
  .screening .options > label {
    flex: 1 1 200px;
  }
  .screening .lines > li {
    display: block;
    padding: 0;
    border: 0;
    background: none;
  }
  .screening .warning {
    flex-wrap: wrap;
    align-items: center;
  }
  .screening .warning > p {
    flex: 1 1 240px;
  }
  label.line {
    display: flex;
    align-items: center;
    gap: var(--_2);
  }
  label.line input {
    inline-size: 24px;
    block-size: 24px;
    margin: 0;
  }
`;
