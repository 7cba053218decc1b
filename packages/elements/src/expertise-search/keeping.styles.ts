import { type CSSResult, css } from 'lit';
import { nameStyles } from '../styles/name.ts';

export const keepingStyles: CSSResult[] = [
  nameStyles,
  css`
    .kept,
    .news {
      font-size: var(--_small);
    }
    .news .link {
      padding-inline: 0;
      text-align: start;
    }
    .kept h3 {
      font-size: 1em;
      margin: 0;
    }
    .kept ul {
      list-style: none;
      margin: 0;
      padding: 0;
    }
    .kept li > div {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--_2);
    }
    .kept .link {
      min-inline-size: 0;
      overflow-wrap: anywhere;
      text-align: start;
    }
    .kept [role='status'] {
      color: var(--_muted);
    }
  `,
];
