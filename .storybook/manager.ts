/** The frame around the stories: its name, and the theme and language that the toolbar says. */
import { createElement } from 'react';
import { addons, useGlobals } from 'storybook/manager-api';
import { GLOBALS_UPDATED, SET_GLOBALS } from 'storybook/internal/core-events';
import { create } from 'storybook/theming';

const brand = (ink: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 118 32" width="118" height="32"><rect width="32" height="32" rx="8" fill="#1f5fbf"/><path d="M6 24h20M9 24v-7a7 7 0 0 1 14 0v7" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/><circle cx="13" cy="20" r="1.8" fill="#fff"/><circle cx="19" cy="20" r="1.8" fill="#fff"/><text x="42" y="23" font-family="system-ui, sans-serif" font-size="21" font-weight="650" fill="${ink}">Parvis</text></svg>`,
  )}`;
const common = {
  brandTitle: 'Parvis',
  brandUrl: './',
  brandTarget: '_self',
  fontBase: 'system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif',
  appBorderRadius: 8,
} as const;
const themes = {
  light: create({
    ...common,
    base: 'light',
    brandImage: brand('#1d2125'),
    colorPrimary: '#1f5fbf',
    colorSecondary: '#1f5fbf',
    appBg: '#f6f7f9',
    appBorderColor: '#dfe2e6',
    textColor: '#1d2125',
    barSelectedColor: '#1f5fbf',
  }),
  dark: create({
    ...common,
    base: 'dark',
    brandImage: brand('#e6e8eb'),
    colorPrimary: '#8ab4f8',
    colorSecondary: '#4a80d4',
    appBg: '#1a1d20',
    appContentBg: '#14171a',
    appPreviewBg: '#14171a',
    barBg: '#1a1d20',
    appBorderColor: '#33373c',
    textColor: '#e6e8eb',
    barSelectedColor: '#8ab4f8',
  }),
};

/** What pages are called that are read in French too; the others have one language, and so one name. */
const inFrench: Record<string, string> = {
  Start: 'Bienvenue',
  'Use it': 'L’utiliser',
  'The portal': 'Le portail',
  'As an employee': 'Guide des salariés',
  'As a steward': 'Guide des animateurs',
  'As an administrator': 'Guide des administrateurs',
};
function Name({ name }: { name: string }) {
  const [{ language }] = useGlobals();
  return (language === 'fr' && inFrench[name]) || name;
}

addons.setConfig({
  theme: themes.light,
  sidebar: { renderLabel: ({ name }) => createElement(Name, { name }) },
});
addons.register('parvis/theme', (api) => {
  const follow = ({ globals }: { globals: { theme?: 'light' | 'dark' } }) =>
    api.setOptions({ theme: themes[globals.theme ?? 'light'] });
  api.on(SET_GLOBALS, follow);
  api.on(GLOBALS_UPDATED, follow);
});
