import { css } from 'lit';

/** Loading, empty and broken, for whatever fills an element. */
export const states = css`
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
  .state small {
    font-size: 12px;
  }
  .state > .icon {
    inline-size: 24px;
    block-size: 24px;
    margin-block-end: var(--_1);
  }
  .state button {
    margin-block-start: var(--_2);
    color: var(--_text);
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
