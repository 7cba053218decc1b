import { css } from 'lit';

export const personStyles = css`
  :host {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_2);
    max-inline-size: 100%;
    vertical-align: middle;
    container-type: normal;
    min-inline-size: 0;
    /* The photo of a person in a sentence. */
    --_avatar: var(--parvis-photo-size, 24px);
  }
  .person {
    display: inline-flex;
    align-items: center;
    gap: var(--_2);
    min-inline-size: 0;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: calc(var(--_avatar) / 2);
    color: inherit;
    text-align: start;
  }
  .name {
    font-weight: 600;
    min-inline-size: 0;
  }
  button.person:hover {
    background: none;
  }
  button.person .name {
    text-decoration: underline 1px transparent;
    text-underline-offset: 3px;
    transition: text-decoration-color var(--_quick);
  }
  button.person:hover .name,
  button.person[aria-expanded='true'] .name {
    text-decoration-color: currentColor;
  }
  .bone {
    inline-size: 8em;
    block-size: 1em;
    border-radius: var(--_radius-small);
    background: var(--_sunken);
  }
`;
