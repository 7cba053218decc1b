import { css } from 'lit';

export const richTextStyles = css`
  .text > * + * {
    margin-block-start: var(--_2);
  }
  .text :is(h4, h5, h6) {
    margin: var(--_3) 0 0;
    font-size: 1em;
    font-weight: 650;
  }
  .text h4 {
    font-size: 1.0625em;
  }
  .text :is(ul, ol) {
    padding-inline-start: var(--_6);
  }
  .text li + li {
    margin-block-start: var(--_1);
  }
  .text blockquote {
    margin-inline: 0;
    padding-inline-start: var(--_3);
    border-inline-start: 3px solid var(--_line);
    color: var(--_muted);
  }
  .text code {
    font-family: var(--_mono);
    font-size: 0.9em;
    padding: 1px var(--_1);
    border-radius: var(--_radius-small);
    background: var(--_sunken);
  }
  .text pre {
    margin-block-end: 0;
    padding: var(--_2) var(--_3);
    border-radius: var(--_radius-small);
    background: var(--_sunken);
    overflow-x: auto;
    overflow-wrap: normal;
  }
  .text pre code {
    padding: 0;
    background: none;
  }
  .text img {
    max-inline-size: 100%;
    block-size: auto;
    border-radius: var(--_radius-small);
  }
  .text hr {
    border: 0;
    border-block-start: 1px solid var(--_line);
    margin-block: var(--_3);
  }
  .table {
    overflow-x: auto;
  }
  .text table {
    border-collapse: collapse;
    font-size: var(--_small);
    overflow-wrap: normal;
  }
  .text :is(th, td) {
    padding: 4px var(--_2);
    border: 1px solid var(--_line);
    text-align: start;
  }
  .text th {
    background: var(--_sunken);
  }
  .text [data-align='center'] {
    text-align: center;
  }
  .text [data-align='end'] {
    text-align: end;
  }
  .mention,
  .tag {
    display: inline;
    min-block-size: 0;
    padding: 0;
    border: 0;
    color: var(--_link);
    text-align: start;
  }
  .mention {
    font-weight: 600;
  }
  :is(.mention, .tag):hover {
    background: none;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
`;
