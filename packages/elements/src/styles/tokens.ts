import { css } from 'lit';

/**
 * Every colour, distance, size and font in one place. A page sets the `--parvis-*` properties; where it does not, the
 * tokens of the platform it runs on are taken (Fluent and SharePoint, Liferay Clay, WordPress), and our own after that.
 * The names with a leading underscore are what style sheets of elements use. The comments are what designers read: the
 * page about tokens and the manifest are made from them.
 *
 * Of the brand only the lightness is changed, and only where it could not be read. On what is light its luminance (`y`)
 * is at most 0.13, by taking away the same share of all its light; on what is dark it is at least 0.41. So it has 4.5:1
 * on whatever is lighter than 0.76 or darker than 0.05, and what is written on it has, too.
 */
export const tokens = css`
  :host {
    /* Text. */
    --_text: var(
      --parvis-color-text,
      var(
        --colorNeutralForeground1,
        var(--bodyText, var(--body-color, var(--wp--preset--color--contrast, light-dark(#1d2125, #e6e8eb))))
      )
    );
    /* Text that says less: times, places, hints. */
    --_muted: var(--parvis-color-muted, color-mix(in oklab, var(--_text) 72%, var(--_surface)));
    /* What cards, dialogs and fields lie on. */
    --_surface: var(
      --parvis-color-surface,
      var(
        --colorNeutralBackground1,
        var(--bodyBackground, var(--body-bg, var(--wp--preset--color--base, light-dark(#fff, #1f2226))))
      )
    );
    /* What is set into a surface: quotes, code, bars. */
    --_sunken: var(--parvis-color-sunken, color-mix(in oklab, var(--_text) 5%, var(--_surface)));
    /* Under the pointer. */
    --_hover: var(--parvis-color-hover, color-mix(in oklab, var(--_text) 7%, var(--_surface)));
    /* Lines between things, and borders of cards. */
    --_line: var(--parvis-color-line, color-mix(in oklab, var(--_text) 16%, var(--_surface)));
    /* Borders of what can be written into or pressed. */
    --_line-strong: var(--parvis-color-line-strong, color-mix(in oklab, var(--_text) 56%, var(--_surface)));
    /* The one colour of the house, any colour at all: links, main buttons, what is chosen and what has the focus are made of it. */
    --_brand: var(
      --parvis-brand,
      var(
        --colorBrandBackground,
        var(--themePrimary, var(--brand-color-1, var(--wp--preset--color--primary, light-dark(#1f5fbf, #8ab4f8))))
      )
    );
    --_less: min(1, 0.13 / y);
    /* The brand as it can be read. Who sets it answers for its contrast. */
    --_accent: var(
      --parvis-color-accent,
      light-dark(
        color(from var(--_brand) xyz calc(x * var(--_less)) calc(y * var(--_less)) calc(z * var(--_less))),
        oklch(from var(--_brand) max(l, 0.77) min(c, 0.15) h)
      )
    );
    /* What is written on it. */
    --_on-accent: var(--parvis-color-on-accent, light-dark(#fff, #10141a));
    /* Links and mentions. */
    --_link: var(--parvis-color-link, var(--_accent));
    --_accent-soft: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
    /* What went well: answered, published. */
    --_good: var(--parvis-color-good, light-dark(#1a7040, #7ad0a0));
    --_good-soft: color-mix(in oklab, var(--_good) 11%, var(--_surface));
    /* What one must know before going on: readers from outside, held, unverified. */
    --_warn: var(--parvis-color-warn, light-dark(#8a5200, #f0b95c));
    --_warn-soft: color-mix(in oklab, var(--_warn) 12%, var(--_surface));
    /* What failed or takes away. */
    --_bad: var(--parvis-color-bad, light-dark(#b3261e, #ffa49c));
    --_bad-soft: color-mix(in oklab, var(--_bad) 9%, var(--_surface));

    /* The letters of code. */
    --_mono: var(--parvis-font-mono, ui-monospace, monospace);
    /* Of the size around it, so never one inside the other. */
    --_small: 0.875em;
    --_large: 1.125em;
    /* Corners of cards and dialogs. */
    --_radius: var(--parvis-radius, var(--border-radius, 8px));
    /* Corners of fields and pictures, and of buttons. */
    --_radius-small: var(--parvis-radius-small, 4px);
    /* Corners of buttons alone. */
    --_radius-button: var(--parvis-radius-button, var(--_radius-small));
    /* The rhythm: every distance is a multiple of it. 3px is compact. */
    --_1: var(--parvis-space, 4px);
    --_2: calc(2 * var(--_1));
    --_3: calc(3 * var(--_1));
    --_4: calc(4 * var(--_1));
    --_6: calc(6 * var(--_1));
    /* Under what lies above the page. */
    --_shadow: var(--parvis-shadow, 0 8px 24px #0003);
    /* The ring around what has the focus. */
    --_focus: 2px solid var(--parvis-color-focus, var(--_accent));
    /* How long a change of colour takes; none where less motion is asked for. */
    --_quick: var(--parvis-motion, 120ms) ease-out;
  }
  /* Without the attribute the colour scheme is the page's: a page that is only light stays light at night. */
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  /* Paper is light, and what lies under the words is most often not printed. */
  @media print {
    :host {
      color-scheme: light !important;
    }
  }
  :host([density='compact']) {
    --parvis-space: 3px;
  }
  /* Before relative colours: less of the brand, and its contrast all the same. */
  @supports not (color: oklch(from red l c h)) {
    :host {
      --_accent: var(
        --parvis-color-accent,
        light-dark(color-mix(in oklab, var(--_brand) 50%, #000), color-mix(in oklab, var(--_brand) 25%, #fff))
      );
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --_quick: 0s;
    }
  }
  @media (forced-colors: active) {
    :host {
      --_muted: CanvasText;
      --_line: CanvasText;
      --_line-strong: CanvasText;
      --_accent: Highlight;
      --_on-accent: HighlightText;
    }
  }
`;
