import { DocsContainer, type DocsContainerProps } from '@storybook/addon-docs/blocks';
import { type PropsWithChildren, createElement as h, useSyncExternalStore } from 'react';
import { create } from 'storybook/theming';
import { globals, onGlobals } from '../globals.ts';

const fontBase = 'system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const themes = {
  light: create({ base: 'light', fontBase, textColor: '#1d2125', colorSecondary: '#1f5fbf' }),
  dark: create({
    ...{ base: 'dark', fontBase, textColor: '#e6e8eb', colorSecondary: '#8ab4f8' },
    ...{ appBg: '#14171a', appContentBg: '#14171a', barBg: '#1a1d20', appBorderColor: '#363b41' },
  }),
};

/** Around every page of text: the theme that the toolbar says. */
export function Container(properties: PropsWithChildren<DocsContainerProps>) {
  const { theme } = useSyncExternalStore(onGlobals, globals);
  return h(DocsContainer, { ...properties, theme: themes[theme] });
}
