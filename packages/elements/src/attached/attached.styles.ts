import { css } from 'lit';
import { attachedRoom } from '../styles/attached-room.ts';

/** Images, files and what links lead to. How much room they take stands with the post, which is there before them. */
export const attachedStyles = css`
  ${attachedRoom}
  .gallery[data-count='2'],
  .gallery[data-count='3'],
  .gallery[data-count='4'] {
    grid-template-columns: 1fr 1fr;
  }
  .gallery[data-count='3'],
  .gallery[data-count='4'] {
    grid-template-rows: 1fr 1fr;
  }
  .gallery[data-count='3'] .image:first-child {
    grid-row: span 2;
  }
  .image {
    position: relative;
    min-inline-size: 0;
    min-block-size: 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    overflow: hidden;
    cursor: zoom-in;
  }
  .image:focus-visible {
    outline-offset: -3px;
    z-index: 1;
  }
  .image img,
  .thumb img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .gallery[data-count='1'] img {
    object-fit: contain;
  }
  .image .more {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    font-size: 1.5rem;
    font-weight: 650;
    color: #fff;
    background: rgb(0 0 0 / 0.55);
  }
  .broken {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: var(--_1);
    padding: var(--_2);
    color: var(--_muted);
    font-size: var(--_small);
    max-block-size: 100%;
    overflow: hidden;
  }
  .files {
    list-style: none;
  }
  .file a,
  .leads {
    color: inherit;
    text-decoration: none;
  }
  .file a {
    flex: 1;
    display: flex;
    align-items: center;
    gap: var(--_2);
    min-inline-size: 0;
    padding: var(--_1) var(--_3);
    min-block-size: 46px;
  }
  .file a > span {
    min-inline-size: 0;
    display: flex;
    flex-wrap: wrap;
    column-gap: var(--_2);
    align-items: baseline;
  }
  .file b {
    min-inline-size: 0;
    max-inline-size: 100%;
    font-weight: 600;
  }
  .file .muted,
  .leads .muted {
    font-size: var(--_small);
  }
  .file a:hover,
  .leads:hover {
    background: var(--_hover);
  }
  .file a:hover b,
  .leads:hover b {
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .thumb {
    position: relative;
    flex: none;
    inline-size: 7.5rem;
    background: var(--_sunken);
  }
  .about {
    flex: 1;
    min-inline-size: 0;
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: 2px;
    padding: var(--_2) var(--_3);
    line-height: 1.35;
  }
  .about b,
  .said {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 1;
    overflow: hidden;
  }
  .about b {
    font-weight: 650;
    -webkit-line-clamp: 2;
  }
  .said {
    font-size: var(--_small);
  }
  .about .muted {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @container (inline-size < 340px) {
    .thumb {
      inline-size: 4.5rem;
    }
    .said {
      display: none;
    }
  }
  dialog.viewer {
    inline-size: 100vw;
    block-size: 100vh;
    block-size: 100dvh;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    color: #f1f3f5;
    background: rgb(12 14 17 / 0.96);
    overscroll-behavior: contain;
  }
  dialog.viewer::backdrop {
    background: rgb(12 14 17 / 0.7);
  }
  .viewer figure {
    position: absolute;
    inset: 0;
    margin: 0;
    display: flex;
    flex-direction: column;
  }
  .viewer .stage {
    flex: 1;
    min-block-size: 0;
    display: grid;
    place-items: center;
    padding: 3.5rem var(--_3) var(--_2);
  }
  .viewer img {
    max-inline-size: 100%;
    max-block-size: 100%;
    min-block-size: 0;
    inline-size: auto;
    block-size: auto;
    object-fit: contain;
  }
  .viewer figcaption {
    padding: var(--_2) var(--_4) var(--_4);
    text-align: center;
    max-block-size: 30vh;
    overflow: auto;
  }
  .viewer .bar {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    display: flex;
    align-items: center;
    gap: var(--_2);
    padding: var(--_2) var(--_3);
    z-index: 1;
  }
  .viewer .bar p {
    flex: 1;
  }
  .viewer button {
    min-inline-size: 44px;
    min-block-size: 44px;
    border-radius: 50%;
    color: inherit;
  }
  .viewer button:hover {
    background: rgb(255 255 255 / 0.16);
  }
  .viewer :focus-visible {
    outline: 2px solid #fff;
    outline-offset: 2px;
  }
  .viewer .previous,
  .viewer .next {
    position: absolute;
    inset-block-start: 50%;
    translate: 0 -50%;
    z-index: 1;
    background: rgb(0 0 0 / 0.5);
  }
  .viewer .previous {
    inset-inline-start: var(--_2);
  }
  .viewer .next {
    inset-inline-end: var(--_2);
  }
  .viewer .previous:dir(rtl) .icon,
  .viewer .next:dir(rtl) .icon {
    rotate: 180deg;
  }
  @media (forced-colors: active) {
    .image .more {
      background: Canvas;
      color: CanvasText;
    }
    .image,
    .leads,
    .file {
      border: 1px solid CanvasText;
    }
  }
`;
