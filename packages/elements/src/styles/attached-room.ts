import { css } from 'lit';

/** How much room attachments take: known before what draws them is loaded, so that nothing moves when it is. */
export const attachedRoom = css`
  .gallery,
  .file,
  .leads {
    margin-block-start: var(--_3);
    border-radius: var(--_radius-small);
    overflow: hidden;
  }
  .gallery {
    display: grid;
    gap: 2px;
    max-inline-size: 640px;
    aspect-ratio: 16 / 10;
    background: var(--_sunken);
  }
  .gallery[data-shape='square'] {
    max-inline-size: 480px;
    aspect-ratio: 1;
  }
  .gallery[data-shape='tall'] {
    max-inline-size: 400px;
    aspect-ratio: 4 / 5;
  }
  .file,
  .leads {
    display: flex;
    border: 1px solid var(--_line);
    block-size: 6.5rem;
  }
  .file {
    block-size: auto;
    min-block-size: 48px;
  }
  .file + .file {
    margin-block-start: var(--_1);
  }
`;
