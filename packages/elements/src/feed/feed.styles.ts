import { css } from 'lit';

export const feedStyles = css`
  /* Blocks, not a grid: what is put on top moves a thousand others without sizing their rows anew. And no rule about
     neighbours, by which all their styles would be looked up again. */
  .feed > * {
    margin-block-end: var(--_3);
  }
  .feed > article {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 200px;
  }
  article {
    scroll-margin-block: var(--_6);
  }
  .above {
    margin-block-end: var(--_3);
  }
  .fresh {
    position: sticky;
    inset-block-start: var(--_2);
    z-index: 1;
    display: flex;
    margin: 0 auto var(--_3);
    border-radius: 999px;
    box-shadow: var(--_shadow);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    margin-block-end: var(--_2);
    margin-inline-start: -8px;
  }
  /* As wide as its button, where it is measured by what stands around it. */
  .tools > :not(button) {
    flex: 1;
    min-inline-size: 120px;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_2);
    padding-inline-start: var(--_1);
    margin-block-end: var(--_2);
    font-size: var(--_small);
    color: var(--_muted);
  }
  .bar b {
    color: var(--_text);
  }
  .end {
    display: flex;
    justify-content: center;
    align-items: center;
    flex-wrap: wrap;
    gap: var(--_2);
    min-block-size: 32px;
    margin-block-start: var(--_4);
    color: var(--_muted);
    font-size: var(--_small);
  }
  .end .icon {
    color: var(--_good);
  }
  .foot {
    text-align: center;
  }
  @media print {
    .tools,
    .foot,
    .bar button,
    .end button,
    .above > :not(article),
    .fresh {
      display: none;
    }
    .feed > article {
      content-visibility: visible;
    }
  }
`;
