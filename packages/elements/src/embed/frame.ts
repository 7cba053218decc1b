/**
 * One element in a frame, for hosts that let nothing else in: `/embed/v1/frame?element=feed&scope=home&host=https://…`.
 * What the element takes as attributes stands in the address, with `lang`, `theme`, `min-height` and `max-height`
 * beside. Tokens are asked of the page around it, whose origin is `host`; that page listens with `host.js`.
 */
import { page } from '../internal/page.ts';
import type { ParvisProvider } from '../provider/provider.ts';
import { type FromFrame, type FromHost, pixels, usualHeights, within } from './messages.ts';

const prefix = 'parvis-';
const given = new URLSearchParams(location.search);
const host = given.get('host') ?? '';

const tell = (message: FromFrame) => {
  // Opened by itself there is nobody to tell.
  if (parent !== window) parent.postMessage(message, host);
};

const waiting = new Map<number, (token: string | null) => void>();
let asked = 0;

addEventListener('message', ({ origin, source, data }: MessageEvent<FromHost | undefined>) => {
  if (source !== parent || origin !== host || data?.parvis !== 'token') return;
  const { id, token } = data;
  waiting.get(id)?.(typeof token === 'string' ? token : null);
  waiting.delete(id);
});

/** What the page around does not answer within this time it does not answer. */
const patience = 30_000;

const getToken = ({ refresh }: { refresh: boolean }) =>
  new Promise<string>((resolve, reject) => {
    const id = ++asked;
    const fail = () => {
      waiting.delete(id);
      reject(new Error(`The page around this frame (${host}) gave no token.`));
    };
    const timer = setTimeout(fail, parent === window ? 0 : patience);
    waiting.set(id, (token) => {
      clearTimeout(timer);
      if (token) resolve(token);
      else fail();
    });
    tell({ parvis: 'token', id, refresh });
  });

async function show() {
  const provider = document.createElement('parvis-provider') as ParvisProvider;
  provider.lang = document.documentElement.lang;
  document.body.append(provider);
  await import('./parvis.ts');
  await customElements.whenDefined(provider.localName);
  provider.configure({ api: page().api, getToken });
  const tag = prefix + (given.get('element') ?? '');
  if (!page().knows(tag)) {
    document.body.textContent = `There is no element <${tag}>. Say which one with ?element=feed.`;
    return;
  }
  page().load(tag);
  const { observedAttributes } = (await customElements.whenDefined(tag)) as unknown as { observedAttributes: string[] };
  const element = document.createElement(tag);
  for (const name of observedAttributes) {
    const value = given.get(name);
    if (value !== null) element.setAttribute(name, value);
  }
  provider.append(element);
  const least = pixels(given.get('min-height'), usualHeights.least);
  const most = pixels(given.get('max-height'), usualHeights.most);
  const measure = () => tell({ parvis: 'height', height: within(document.body.scrollHeight, least, most) });
  new ResizeObserver(measure).observe(document.body);
}

const theme = given.get('theme');
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  `body { margin: 0 } :root { color-scheme: ${theme === 'light' || theme === 'dark' ? theme : 'light dark'}; font: 1rem/1.5 system-ui, sans-serif }`,
);
document.adoptedStyleSheets.push(sheet);

const lang = given.get('lang');
if (lang) document.documentElement.lang = lang;
void show();
