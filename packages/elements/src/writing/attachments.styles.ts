import { css } from 'lit';

export const attachingStyles = css`
  .attachments {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .attachments ol {
    display: grid;
    gap: var(--_2);
    list-style: none;
  }
  .attachments li {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_3);
    padding: var(--_2) var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
  }
  .attachments li > div {
    flex: 1 1 160px;
    min-inline-size: 0;
  }
  .attachments img.small {
    flex: none;
    inline-size: 72px;
    block-size: 72px;
    object-fit: cover;
    border-radius: var(--_radius-small);
    background: var(--_sunken);
  }
  .attachments .decorative {
    display: flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: 24px;
    font-weight: 400;
  }
  .attachments .decorative input {
    inline-size: auto;
    min-block-size: 0;
  }
  .attachments progress {
    inline-size: 100%;
  }
`;
