import { css } from 'lit';

/** The card over the page. Beside its name where the browser knows anchors; placed by script where it does not. */
export const overlayStyles = css`
  .card-overlay {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    color: inherit;
    background: none;
    inline-size: min(360px, 100vw - 16px);
    max-block-size: min(640px, 100vh - 16px);
    overflow: auto;
    overscroll-behavior: contain;
    box-shadow: var(--_shadow);
    white-space: normal;
  }
  .card-overlay:focus-visible {
    outline-offset: -2px;
  }
  @supports (anchor-name: --parvis) {
    .card-overlay {
      position-anchor: --parvis-card;
      position-area: block-end span-inline-end;
      position-try-fallbacks:
        flip-block,
        flip-inline,
        flip-block flip-inline;
      margin: 4px;
    }
  }
  /* On a low window the larger side is taken, and the card scrolls. */
  @media (max-height: 560px) {
    .card-overlay {
      position-try-order: most-block-size;
      max-block-size: calc(100% - 8px);
    }
  }
  @media (max-width: 480px) {
    .card-overlay {
      position-area: block-end span-all;
      justify-self: center;
    }
  }
  /* A page enlarged four times has room for the card alone. */
  @media (max-height: 400px) {
    .card-overlay {
      position-area: none;
      inset: 8px;
      margin: auto;
      block-size: fit-content;
      max-block-size: calc(100vh - 16px);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .card-overlay {
      transition: opacity 120ms ease-out;
      @starting-style {
        opacity: 0;
      }
    }
  }
`;
