import { css } from 'lit';

export const feedStyles = css`
  .feed {
    display: grid;
    gap: var(--_3);
  }
  article {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 240px;
    scroll-margin-block: var(--_6);
  }
  article:focus-visible {
    outline-offset: 1px;
  }
  .fresh {
    position: sticky;
    inset-block-start: var(--_2);
    z-index: 1;
    justify-self: center;
    display: flex;
    margin: 0 auto var(--_3);
    border-radius: 999px;
    box-shadow: var(--_shadow);
  }
  .state {
    display: grid;
    justify-items: center;
    gap: var(--_1);
    padding: var(--_6) var(--_4);
    text-align: center;
    text-wrap: balance;
    color: var(--_muted);
    border: 1px dashed var(--_line);
    border-radius: var(--_radius);
  }
  .state b {
    color: var(--_text);
  }
  .state .icon {
    inline-size: 24px;
    block-size: 24px;
    margin-block-end: var(--_1);
  }
  .state button {
    margin-block-start: var(--_2);
    color: var(--_text);
  }
  .end {
    display: flex;
    justify-content: center;
    align-items: center;
    gap: var(--_2);
    min-block-size: 32px;
    margin-block-start: var(--_4);
    color: var(--_muted);
    font-size: var(--_small);
  }
  .bones {
    display: grid;
    gap: var(--_3);
  }
  .bones > div {
    block-size: 148px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background:
      radial-gradient(circle at 36px 36px, var(--_sunken) 19.5px, transparent 20px) no-repeat,
      linear-gradient(var(--_sunken) 0 0) 68px 20px / 120px 12px no-repeat,
      linear-gradient(var(--_sunken) 0 0) 68px 40px / 80px 8px no-repeat,
      linear-gradient(var(--_sunken) 0 0) 16px 76px / calc(100% - 32px) 12px no-repeat,
      linear-gradient(var(--_sunken) 0 0) 16px 100px / 60% 12px no-repeat,
      var(--_surface);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    from {
      opacity: 0.55;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bones > div {
      animation: none;
    }
  }
`;
