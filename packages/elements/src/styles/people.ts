import { css } from 'lit';

/** A photo or initials (`--_avatar` is its size), and what is said beside a name. */
export const peopleStyles = css`
  .avatar {
    flex: none;
    position: relative;
    display: inline-grid;
    place-items: center;
    inline-size: var(--_avatar, 40px);
    block-size: var(--_avatar, 40px);
    border-radius: 50%;
    overflow: hidden;
    font-size: calc(var(--_avatar, 40px) * 0.36);
    font-weight: 650;
    font-style: normal;
    line-height: 1;
    letter-spacing: 0.02em;
    background: color-mix(in oklab, var(--_hue, #667) 20%, var(--_surface));
    color: color-mix(in oklab, var(--_hue, #667) 44%, var(--_text));
  }
  .avatar img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  [data-broken] {
    opacity: 0;
  }
  [data-hue='0'] {
    --_hue: #2563c9;
  }
  [data-hue='1'] {
    --_hue: #0f7a5f;
  }
  [data-hue='2'] {
    --_hue: #b45309;
  }
  [data-hue='3'] {
    --_hue: #a3308f;
  }
  [data-hue='4'] {
    --_hue: #6d45c9;
  }
  [data-hue='5'] {
    --_hue: #b3363c;
  }
  [data-hue='6'] {
    --_hue: #0b7693;
  }
  [data-hue='7'] {
    --_hue: #5d7415;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: var(--_1);
    padding: 0 6px;
    border-radius: 10px;
    font-size: 12px;
    line-height: 18px;
    color: var(--_muted);
    border: 1px solid var(--_line);
  }
  .badge.outside {
    color: var(--_warn);
    background: var(--_warn-soft);
    border-color: transparent;
  }
  @media (forced-colors: active) {
    .avatar {
      border: 1px solid;
    }
  }
`;
