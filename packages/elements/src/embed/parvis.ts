import { classIn, elements } from '../elements.ts';
import type { DefineOptions } from '../internal/define.ts';
import { askEarly } from '../provider/early.ts';

/**
 * The one script of a page. It stays small: it looks which Parvis tags the page uses, now and later, and fetches each
 * element when it is first seen. The API is where the script came from, unless its tag says otherwise:
 * `data-api`, `data-token-url`, `data-post-url`, `data-lang`, `data-prefix`.
 */
const here = import.meta.url;
const script = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].find(({ src }) => src === here);
const options = script?.dataset ?? {};
const prefix = options.prefix ?? 'parvis-';

const nameOf = (tag: string) => (tag.startsWith(prefix) ? tag.slice(prefix.length) : '');

/** Elements that show nothing before they have asked for something: what asks is fetched beside them, not after them. */
const asking = ['feed', 'post', 'profile-card', 'discussion'];

const api = options.api ?? here.replace(/\/embed\/.*$/, '');
const [provider, another] = document.querySelectorAll(`${prefix}provider`);
const tokenUrl = options.tokenUrl ?? provider?.getAttribute('token-url');

const core = import('./core.ts').then((module) => {
  module.start({
    api,
    tokenUrl: options.tokenUrl,
    postUrl: options.postUrl,
    lang: options.lang,
    // With a provider on the page it is the provider that says who is signed in.
    connect: options.tokenUrl !== undefined || !provider,
    load,
    knows: (tag) => nameOf(tag) in elements,
    early,
  });
  return module;
});

const asked = new Set<string>();

function load(tag: string) {
  const name = nameOf(tag);
  const element = elements[name];
  if (!element || asked.has(name)) return;
  asked.add(name);
  const settings: DefineOptions = { prefix };
  if (asking.includes(name)) import('../provider/connect.ts').catch(() => {});
  Promise.all([element(), core]).then(
    ([found, { define }]) => define(classIn(found, name), settings),
    () => {
      // It is no longer there, or the connection failed in between: the next time the tag is seen it is asked for again.
      asked.delete(name);
      core.then(
        ({ missed }) => missed(tag),
        () => {},
      );
    },
  );
}

/**
 * What whoever edits the page may say in `data-…`: plain settings. No handler and no look, and nothing that says with whom
 * an element speaks or in whose name; a provider says just that.
 */
const isSetting = (name: string) => !/^(on|data-|style$|api$|token-url$)/.test(name);

/** `<div data-parvis="feed" data-scope="home">`, for editors that strip tags they do not know. */
function fill(place: HTMLElement) {
  const { parvis = '', ...values } = place.dataset;
  // Once, also where another copy of the library has another prefix.
  if (!elements[parvis] || parvis === 'provider' || place.lastElementChild?.localName.endsWith(parvis)) return;
  const element = document.createElement(prefix + parvis);
  for (const [key, value = ''] of Object.entries(values)) {
    const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (isSetting(name)) element.setAttribute(name, value);
  }
  place.replaceChildren(element);
}

function look(root: Element) {
  load(root.localName);
  if (root instanceof HTMLElement && root.dataset.parvis) fill(root);
  for (const place of root.querySelectorAll<HTMLElement>('[data-parvis]')) fill(place);
  for (const name of Object.keys(elements)) if (root.querySelector(prefix + name)) load(prefix + name);
}

new MutationObserver((records) => {
  for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) look(node);
}).observe(document.documentElement, { childList: true, subtree: true });
look(document.documentElement);
// Tokens go to the API of the script; what else a provider names it asks itself.
const alone = !another && (provider?.getAttribute('api') || api) === api;
const early = tokenUrl && alone ? askEarly(tokenUrl, api, prefix) : undefined;
