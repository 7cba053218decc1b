import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/feed/define.ts';

const meta: Meta = { title: 'Elements/Feed', component: 'parvis-feed' };
export default meta;

export const Home: StoryObj = { render: () => html`<parvis-feed scope="home"></parvis-feed>` };
