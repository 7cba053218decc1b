/** What the pages are made of beside their text. */
import { NAVIGATE_URL } from 'storybook/internal/core-events';
import { addons } from 'storybook/preview-api';
import { DocsLive } from './live.ts';
import { DocsReference } from './reference.ts';
import { DocsSample } from './sample.ts';
import { DocsSwatch } from './swatch.ts';

for (const [tag, element] of Object.entries({
  'docs-live': DocsLive,
  'docs-reference': DocsReference,
  'docs-sample': DocsSample,
  'docs-swatch': DocsSwatch,
}))
  if (!customElements.get(tag)) customElements.define(tag, element);

// Storybook sends every link to the page around this frame: one within the page stays here.
document.addEventListener(
  'click',
  (event) => {
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
    if (link?.hash && !link.target && link.href.split('#')[0] === location.href.split('#')[0]) link.target = '_self';
  },
  { capture: true },
);

// Links between pages turn the page around this frame, without loading Storybook anew.
document.addEventListener('click', (event) => {
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
  const path = link?.getAttribute('href')?.match(/^\.\/(\?path=.*)$/)?.[1];
  if (!path || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.defaultPrevented) return;
  event.preventDefault();
  addons.getChannel().emit(NAVIGATE_URL, path);
});
