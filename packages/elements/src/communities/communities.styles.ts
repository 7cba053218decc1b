import { css } from 'lit';

export const communitiesStyles = css`
  section + section {
    margin-block-start: var(--_6);
  }
  h2 {
    margin-block-end: var(--_2);
    font-size: var(--_large);
    line-height: 1.33;
    font-weight: 650;
  }
  ul {
    list-style: none;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr));
    gap: var(--_3);
  }
  li {
    display: flex;
    flex-direction: column;
    gap: var(--_1);
    padding: var(--_3) var(--_4);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  h3 {
    font-size: 1em;
    line-height: 1.5;
    font-weight: 650;
  }
  .purpose {
    flex: 1;
    font-size: var(--_small);
  }
  .last,
  .deed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2);
  }
  .last {
    margin-block-start: var(--_1);
    margin-inline-end: -8px;
  }
  .deed {
    flex: 1 1 auto;
  }
  li > .deed {
    margin-block-start: var(--_1);
  }
  .deed > :is(p, .muted) {
    flex-basis: 100%;
    font-size: var(--_small);
  }
  .deed .quiet:first-child {
    margin-inline-start: -8px;
  }
  .problem {
    color: var(--_bad);
    font-size: var(--_small);
  }
  .more {
    margin-block-start: var(--_3);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: var(--_2) var(--_4);
    margin-block-end: var(--_4);
  }
  .search {
    flex: 1 1 200px;
    max-inline-size: 400px;
  }
  .found {
    min-block-size: 36px;
  }
  .details {
    margin-inline-start: auto;
    color: var(--_link);
  }
  .deed form {
    flex: 1 1 100%;
  }
  .bones > div {
    block-size: 96px;
  }
`;
