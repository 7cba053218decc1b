import { css } from 'lit';

/**
 * Every colour, size and font in one place. A page sets the `--parvis-*` properties; where it does not, the tokens of
 * the platform it runs on are taken (Fluent and SharePoint, Liferay Clay, WordPress), and our own after that.
 * The names with a leading underscore are what style sheets of elements use.
 */
export const tokens = css`
  :host {
    --_text: var(
      --parvis-color-text,
      var(
        --colorNeutralForeground1,
        var(--bodyText, var(--body-color, var(--wp--preset--color--contrast, light-dark(#1d2125, #e6e8eb))))
      )
    );
    --_muted: var(
      --parvis-color-muted,
      var(--colorNeutralForeground3, var(--bodySubtext, color-mix(in oklab, var(--_text) 72%, var(--_surface))))
    );
    --_surface: var(
      --parvis-color-surface,
      var(
        --colorNeutralBackground1,
        var(--bodyBackground, var(--body-bg, var(--wp--preset--color--base, light-dark(#fff, #1f2226))))
      )
    );
    --_sunken: var(
      --parvis-color-sunken,
      var(--colorNeutralBackground3, color-mix(in oklab, var(--_text) 5%, var(--_surface)))
    );
    --_hover: var(
      --parvis-color-hover,
      var(--colorNeutralBackground1Hover, color-mix(in oklab, var(--_text) 7%, var(--_surface)))
    );
    --_line: var(
      --parvis-color-line,
      var(--colorNeutralStroke2, color-mix(in oklab, var(--_text) 16%, var(--_surface)))
    );
    --_line-strong: var(
      --parvis-color-line-strong,
      var(--colorNeutralStrokeAccessible, color-mix(in oklab, var(--_text) 56%, var(--_surface)))
    );
    --_accent: var(
      --parvis-color-accent,
      var(
        --colorBrandBackground,
        var(--themePrimary, var(--brand-color-1, var(--wp--preset--color--primary, light-dark(#1f5fbf, #8ab4f8))))
      )
    );
    --_on-accent: var(
      --parvis-color-on-accent,
      var(--colorNeutralForegroundOnBrand, var(--primaryButtonText, light-dark(#fff, #10141a)))
    );
    --_link: var(--parvis-color-link, var(--colorBrandForegroundLink, var(--link-color, var(--_accent))));
    --_accent-soft: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
    --_good: var(--parvis-color-good, light-dark(#1a7040, #7ad0a0));
    --_good-soft: color-mix(in oklab, var(--_good) 11%, var(--_surface));
    --_warn: var(--parvis-color-warn, light-dark(#8a5200, #f0b95c));
    --_warn-soft: color-mix(in oklab, var(--_warn) 12%, var(--_surface));
    --_bad: var(--parvis-color-bad, light-dark(#b3261e, #ffa49c));
    --_bad-soft: color-mix(in oklab, var(--_bad) 9%, var(--_surface));

    --_mono: var(--parvis-font-mono, ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace);
    /* Of the size around it, so never one inside the other. */
    --_small: 0.875em;
    --_large: 1.125em;
    --_radius: var(--parvis-radius, var(--borderRadiusLarge, var(--border-radius, 8px)));
    --_radius-small: var(--parvis-radius-small, var(--borderRadiusMedium, 4px));
    /* The rhythm: every distance is a multiple of four pixels. */
    --_1: 4px;
    --_2: 8px;
    --_3: 12px;
    --_4: 16px;
    --_6: 24px;
    --_shadow: var(--parvis-shadow, 0 1px 2px #00000014, 0 8px 24px #00000024);
    --_focus: 2px solid var(--parvis-color-focus, var(--colorStrokeFocus2, var(--_accent)));
    --_quick: 120ms ease-out;
  }
  /* Without the attribute the colour scheme is the page's: a page that is only light stays light at night. */
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --_quick: 0s;
    }
  }
  @media (forced-colors: active) {
    :host {
      --_line: CanvasText;
      --_line-strong: CanvasText;
      --_accent: Highlight;
      --_on-accent: HighlightText;
    }
  }
`;
