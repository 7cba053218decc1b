import { css } from 'lit';

export const besideStyles = css`
  .teams,
  .mine {
    margin-block: var(--parvis-space, 1rem);
  }
  .teams h3,
  .mine h3 {
    font-size: 1em;
    margin: 0;
  }
  .teams ul,
  .mine ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .teams li,
  .mine li {
    padding-block: 0.25rem;
    overflow-wrap: anywhere;
  }
  /* In the middle of the end of the list it reads as what it is, lines of a text. */
  .mine {
    justify-self: stretch;
    padding: 0.75rem 1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .mine p {
    margin-block: 0.25rem;
    text-align: start;
  }
  .teams .name {
    color: var(--_link);
    font-weight: 400;
  }
  .teams .members {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    align-items: center;
  }
`;
