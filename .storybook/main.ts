import type { StorybookConfig } from '@storybook/web-components-vite';
import remarkGfm from 'remark-gfm';

const config: StorybookConfig = {
  framework: {
    name: '@storybook/web-components-vite',
    options: { builder: { viteConfigPath: '.storybook/vite.config.ts' } },
  },
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: [
    // MDX alone knows no tables.
    {
      name: '@storybook/addon-docs',
      options: { mdxPluginOptions: { mdxCompileOptions: { remarkPlugins: [remarkGfm] } } },
    },
    '@storybook/addon-a11y',
  ],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // What it says to whoever builds a Storybook concerns nobody who reads this one.
  features: { menuOnboardingChecklist: false, sidebarOnboardingChecklist: false },
  managerHead: (head) => `${head ?? ''}<meta name="description" content="Parvis: embed it, use it, design with it" />`,
  staticDirs: [
    // A worker answers for the folder it lies in, so it lies at the top.
    { from: './worker.js', to: '/worker.js' },
    { from: '../node_modules/msw/lib/mockServiceWorker.js', to: '/mockServiceWorker.js' },
    { from: '../packages/mocks/dist', to: '/data' },
    { from: './parvis.svg', to: '/favicon.svg' },
  ],
};
export default config;
