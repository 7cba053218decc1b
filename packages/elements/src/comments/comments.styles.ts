import { css } from 'lit';

export const commentsStyles = css`
  .thread {
    margin-block-start: var(--_3);
    padding-block-start: var(--_3);
    border-block-start: 1px solid var(--_line);
    display: grid;
    gap: var(--_3);
  }
  .comments,
  .replies {
    list-style: none;
    display: grid;
    gap: var(--_3);
  }
  .comment .replies {
    margin-block-start: var(--_3);
  }
  .comment {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    column-gap: var(--_2);
  }
  .comment .avatar {
    inline-size: 32px;
    block-size: 32px;
    font-size: 12px;
  }
  .comment .author {
    line-height: 1.5;
  }
  .comment .author time {
    color: var(--_muted);
    font-size: var(--_small);
  }
  .comment .text {
    margin-block-start: 0;
  }
  /* They stand in lists themselves, which is nothing to theirs. */
  .comment .text ul {
    list-style-type: disc;
  }
  .comment .text :is(ol, ul) ul {
    list-style-type: circle;
  }
  .comment.accepted > div {
    padding: var(--_1) var(--_3) var(--_2);
    margin-block-start: -4px;
    border-radius: var(--_radius-small);
    border-inline-start: 3px solid var(--_good);
    background: var(--_good-soft);
  }
  .accepted-mark {
    display: inline-flex;
    align-items: center;
    gap: var(--_1);
    color: var(--_good);
    font-size: 13px;
    font-weight: 600;
  }
  .accepted-mark .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 2px;
    margin-inline-start: -8px;
  }
  .deeds button {
    min-block-size: 28px;
  }
  .deeds .chip {
    min-block-size: 24px;
    padding-inline: 6px;
    margin-inline-end: var(--_1);
  }
  .deeds .chip:first-child {
    margin-inline-start: var(--_2);
  }
  .sure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2);
    font-size: var(--_small);
  }
  @container (max-width: 360px) {
    .comment .avatar {
      inline-size: 24px;
      block-size: 24px;
      font-size: 10px;
    }
    .comment.accepted > div {
      padding-inline: var(--_2);
    }
  }
  @media print {
    .thread form,
    .deeds > :not(.chip) {
      display: none;
    }
  }
`;
