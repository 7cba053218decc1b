import { expect } from '@open-wc/testing';
import { base } from './base.ts';
import { tokens } from './tokens.ts';

type Rgb = [number, number, number];

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
/** As it is drawn, whatever way it is written. */
const drawn = (color: string): Rgb => {
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)] as Rgb;
};
/** WCAG 2.2, relative luminance and contrast ratio. */
const luminance = (rgb: Rgb): number => {
  const [red, green, blue] = rgb.map((value) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  ) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: Rgb, other: Rgb): number => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

/** What every element starts from, without any of them. */
function mount(theme: string, sheets: CSSStyleSheet[] = [tokens.styleSheet!, base.styleSheet!]) {
  const host = document.createElement('div');
  host.setAttribute('theme', theme);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = sheets;
  const probe = document.createElement('button');
  root.append(probe);
  document.body.append(host);
  return {
    host,
    probe,
    color(name: string): Rgb {
      probe.style.transition = 'none';
      probe.style.color = `var(--_${name})`;
      return drawn(getComputedStyle(probe).color);
    },
  };
}
type Mounted = ReturnType<typeof mount>;

/** The surfaces that brand colours stand on. */
const surfaces = ['surface', 'sunken', 'hover', 'accent-soft'];
const unreadable = ({ color }: Mounted): string[] => [
  ...surfaces.flatMap((surface) =>
    ['accent', 'link']
      .map((role) => [`${role} on ${surface}`, contrast(color(role), color(surface))] as const)
      .filter(([, ratio]) => ratio < 4.5)
      .map(([what, ratio]) => `${what} ${ratio.toFixed(2)}`),
  ),
  ...(contrast(color('on-accent'), color('accent')) < 4.5 ? ['text on accent'] : []),
];

const steps = ['00', '55', 'aa', 'ff'];
const cube = steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)));
const brands = [
  ...cube,
  ...['#ffd500', '#fff200', '#767676', '#777777', '#808080', '#888888', '#949494', '#0078d4', '#e2001a', '#00a651'],
  ...['hsl(24 100% 50%)', 'oklch(70% 0.3 150)', 'color(display-p3 1 0 0.6)', 'rebeccapurple'],
];
const themes = ['light', 'dark'];

describe('the tokens', () => {
  const sheets = [...document.adoptedStyleSheets];
  afterEach(() => {
    document.documentElement.removeAttribute('style');
    document.adoptedStyleSheets = sheets;
    document.querySelectorAll('[theme]').forEach((host) => host.remove());
  });

  for (const theme of themes) {
    it(`make of any brand colour one that can be read and written on, ${theme}`, () => {
      const mounted = mount(theme);
      const found = brands.flatMap((brand) => {
        document.documentElement.style.setProperty('--parvis-brand', brand);
        return unreadable(mounted).map((what) => `${brand}: ${what}`);
      });
      expect(found).to.deep.equal([]);
    });

    it(`do so in browsers without relative colours, too, ${theme}`, () => {
      const rule = [...tokens.styleSheet!.cssRules].find((one) => one instanceof CSSSupportsRule)!;
      const older = new CSSStyleSheet();
      older.replaceSync([...rule.cssRules].map(({ cssText }) => cssText).join('\n'));
      const mounted = mount(theme, [tokens.styleSheet!, base.styleSheet!, older]);
      const found = brands.flatMap((brand) => {
        document.documentElement.style.setProperty('--parvis-brand', brand);
        return unreadable(mounted).map((what) => `${brand}: ${what}`);
      });
      expect(found).to.deep.equal([]);
    });

    it(`take the brand of the platform, and make that readable, too, ${theme}`, () => {
      const mounted = mount(theme);
      for (const name of [
        '--colorBrandBackground',
        '--themePrimary',
        '--brand-color-1',
        '--wp--preset--color--primary',
      ]) {
        document.documentElement.style.setProperty(name, '#ffee00');
        expect(unreadable(mounted), name).to.deep.equal([]);
        const [red, green, blue] = mounted.color('accent');
        expect(Math.min(red, green) > blue, `${name} is still yellow`).to.equal(true);
        document.documentElement.removeAttribute('style');
      }
    });

    for (const preset of ['dsfr', 'material', 'fluent']) {
      it(`are readable in the colours of ${preset}, ${theme}`, async () => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(await (await fetch(`/packages/elements/themes/${preset}.css`)).text());
        document.adoptedStyleSheets = [...sheets, sheet];
        const { color } = mount(theme);
        const pairs = [
          ...['text', 'muted', 'link', 'good', 'warn', 'bad'].map((role) => [role, 'surface', 4.5] as const),
          ...['text', 'muted', 'link'].flatMap(
            (role) =>
              [
                [role, 'sunken', 4.5],
                [role, 'hover', 4.5],
              ] as const,
          ),
          ...['good', 'warn', 'bad'].map((role) => [role, `${role}-soft`, 4.5] as const),
          ['on-accent', 'accent', 4.5] as const,
          ...['accent', 'line-strong'].map((role) => [role, 'surface', 3] as const),
        ];
        const found = pairs
          .map(([one, other, least]) => ({ one, other, least, ratio: contrast(color(one), color(other)) }))
          .filter(({ ratio, least }) => ratio < least)
          .map(({ one, other, ratio }) => `${one} on ${other}: ${ratio.toFixed(2)}`);
        expect(found).to.deep.equal([]);
      });
    }
  }

  it('leave a brand alone that can be read as it is', () => {
    document.documentElement.style.setProperty('--parvis-brand', '#1f5fbf');
    expect(mount('light').color('accent')).to.deep.equal([0x1f, 0x5f, 0xbf]);
    document.documentElement.style.setProperty('--parvis-brand', '#ffd9a0');
    const [red, green, blue] = mount('dark').color('accent');
    expect([red, green, blue].map((value, index) => Math.abs(value - [0xff, 0xd9, 0xa0][index]!) <= 2)).to.not.include(
      false,
    );
  });

  it('follow a page that changes its mind, and what it says below a part of itself', () => {
    const { host, color } = mount('light');
    document.documentElement.style.setProperty('--parvis-brand', '#a00000');
    expect(color('accent')).to.deep.equal([0xa0, 0, 0]);
    document.documentElement.style.setProperty('--parvis-brand', '#004000');
    expect(color('accent')).to.deep.equal([0, 0x40, 0]);
    host.style.setProperty('--parvis-color-accent', '#123456');
    expect(color('accent')).to.deep.equal([0x12, 0x34, 0x56]);
  });

  it('let a page have the last word over a preset, whichever comes first', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await (await fetch('/packages/elements/themes/material.css')).text());
    const own = new CSSStyleSheet();
    own.replaceSync(':root { --parvis-radius: 3px; }');
    document.adoptedStyleSheets = [...sheets, own, sheet];
    const { probe } = mount('light');
    probe.style.borderRadius = 'var(--_radius)';
    expect(getComputedStyle(probe).borderTopLeftRadius).to.equal('3px');
  });

  it('stand closer together when compact, and what is pressed keeps 24 px', () => {
    const { host, probe } = mount('light');
    probe.textContent = 'x';
    const gap = () => parseFloat(getComputedStyle(probe).paddingInlineStart);
    const [roomy, tall] = [gap(), probe.offsetHeight];
    host.setAttribute('density', 'compact');
    expect(gap()).to.be.lessThan(roomy);
    expect(probe.offsetHeight).to.be.lessThan(tall);
    host.style.setProperty('--parvis-space', '1px');
    expect(probe.offsetHeight).to.be.at.least(24);
  });
});
