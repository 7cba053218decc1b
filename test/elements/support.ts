/// <reference types="mocha" />
/** What element tests share, in the browser: an application, a page on it, somebody signed in, faults. */
import { expect } from '@open-wc/testing';
import type { Post } from '@parvis/contracts';
import type { ParvisElement } from '../../packages/elements/src/internal/parvis-element.ts';
import type { ParvisProvider } from '../../packages/elements/src/provider/provider.ts';
import '../../packages/elements/src/provider/define.ts';
import type { SeedCommunity } from '../support/seed.ts';
import type { Company, Opened } from './applications.ts';

const tokenFor = async (person: string): Promise<string> =>
  ((await (await fetch(`/test/token?person=${person}`)).json()) as { token: string }).token;

/** The company of most tests. */
export const company: Company = {
  people: [
    { userName: 'ana', name: 'Ana Duval' },
    { userName: 'ben', name: 'Ben Okafor', clearance: 'C2' },
    { userName: 'chloe', name: 'Chloé Martin', roles: ['moderator'] },
    { userName: 'dana', name: 'Dana Weiss', circle: 'client', clearance: 'C0' },
    { userName: 'sam', name: 'Sam Reyes', circle: 'supplier', clearance: 'C0' },
  ],
  communities: [
    { slug: 'it-help', name: 'IT help', members: { ana: 'member', ben: 'member', chloe: 'steward' } },
    {
      slug: 'partners',
      name: 'Partners',
      circles: ['employee', 'client', 'supplier'],
      defaultDegree: 'C0',
      members: { ana: 'member', dana: 'member', sam: 'member' },
    },
  ],
};

type Mounting = {
  fetch?: typeof fetch;
  lang?: string;
  /** The address that the page knows the API by: the same one twice is a page that was loaded again. */
  api?: string;
};
/** Every mounted provider has a connection of its own, with its own client, stream and `fetch`. */
let addresses = 0;

export class World {
  readonly api: string;
  readonly people: Record<string, string>;
  readonly communities: Record<string, string>;
  readonly #name: string;
  readonly #mounted: Element[] = [];
  readonly #streams = new WeakSet<Element>();
  #places = 0;

  constructor(opened: Opened) {
    this.api = opened.api;
    this.#name = opened.api.split('/').at(-1)!;
    this.people = opened.people;
    this.communities = opened.communities;
  }

  static async open(changes: Partial<Company> = {}): Promise<World> {
    const response = await fetch('/test/apps', { method: 'POST', body: JSON.stringify({ ...company, ...changes }) });
    if (!response.ok) throw new Error(`No application: ${await response.text()}`);
    return new World((await response.json()) as Opened);
  }

  async close() {
    this.clear();
    await fetch(`/test/apps/${this.#name}`, { method: 'DELETE' });
  }

  /** Takes everything away that `mount` put on the page, and what was kept on the machine. */
  clear() {
    this.leave();
    localStorage.clear();
  }

  /** Takes away what `mount` put on the page, as leaving it does. */
  leave() {
    this.#mounted.splice(0).forEach((element) => element.remove());
  }

  /** A token of this person, as the page's own server would give it. */
  token(person: string): Promise<string> {
    return tokenFor(person);
  }

  /** Calls the API as this person, past all elements. */
  async as<Answer = unknown>(person: string, method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(this.api + path, {
      method,
      headers: {
        Authorization: `Bearer ${await tokenFor(person)}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as Answer;
  }

  /** A post by this person, to the readers of a community, or to everyone. */
  post(person: string, text: string, { community = 'it-help', ...more }: Record<string, unknown> = {}): Promise<Post> {
    const audience = { community: community ? this.communities[community as string] : null };
    return this.as<Post>(person, 'POST', '/v1/posts', { text, audience, ...more });
  }

  /** Waits until the search knows what was written. */
  async settle() {
    await fetch(`/test/apps/${this.#name}/settle`, { method: 'POST' });
  }

  /** Moves the clock of the application to the present: what is written from now on is later than what was before. */
  async tick() {
    await fetch(`/test/apps/${this.#name}/tick`, { method: 'POST' });
  }

  /** A community that no other test writes to; answers its short name. */
  async community(seed: Partial<SeedCommunity> = {}): Promise<string> {
    const slug = `place-${++this.#places}`;
    const members = { ana: 'member', ben: 'member', chloe: 'steward' } as const;
    const response = await fetch(`/test/apps/${this.#name}/communities`, {
      method: 'POST',
      body: JSON.stringify({
        people: this.people,
        communities: [{ slug, name: `Place ${this.#places}`, members, ...seed }],
      }),
    });
    Object.assign(this.communities, await response.json());
    return slug;
  }

  /** Waits until the live stream of what was mounted last is open, so that no event passes unheard. */
  async streaming(element: Element) {
    await until(() => this.#streams.has(element.closest('parvis-provider')!), 'an open stream');
  }

  provider(
    person: string,
    { fetch: through = fetch.bind(globalThis), lang = 'en', api }: Mounting = {},
  ): ParvisProvider {
    const provider = document.createElement('parvis-provider') as ParvisProvider;
    const own = api ?? `${location.origin}/mount-${++addresses}`;
    provider.configure({
      api: own,
      lang,
      getToken: () => tokenFor(person),
      fetch: async (input, init) => {
        const response = await through(String(input).replace(own, this.api), init);
        if (String(input).endsWith('/v1/stream') && response.ok) this.#streams.add(provider);
        return response;
      },
    });
    this.#mounted.push(provider);
    return provider;
  }

  /**
   * Puts markup on the page inside a provider that signs this person in, and gives back its first element.
   */
  async mount<Element extends HTMLElement = ParvisElement>(
    person: string,
    markup: string,
    mounting: Mounting = {},
  ): Promise<Element> {
    const provider = this.provider(person, mounting);
    provider.innerHTML = markup;
    document.body.append(provider);
    return provider.firstElementChild as Element;
  }
}

/** Waits until something is there, and gives it back. */
export async function until<Value>(
  look: () => Value | null | undefined | false | Promise<Value | null | undefined | false>,
  what = String(look),
): Promise<Value> {
  const end = performance.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await new Promise(requestAnimationFrame);
  }
}

export const all = <Found extends HTMLElement = HTMLElement>(element: Element, selector: string): Found[] => [
  ...(element.shadowRoot?.querySelectorAll<Found>(selector) ?? []),
];
export const one = <Found extends HTMLElement = HTMLElement>(element: Element, selector: string): Found | undefined =>
  all<Found>(element, selector)[0];
/** The text of an element as it is read: shadow root, white space folded. */
export const textOf = (element: Element | null | undefined): string =>
  (element?.shadowRoot ?? element)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** Presses a button as a person does, who first puts the focus on it. */
export const press = (button: Element | null | undefined) => {
  if (!button) throw new Error('There is nothing to press.');
  (button as HTMLElement).focus();
  (button as HTMLElement).click();
};

/** What axe finds is wrong, in the light and in the dark theme. */
export async function expectAccessible(element: Element) {
  const provider = element.closest('parvis-provider') as ParvisProvider;
  for (const theme of ['light', 'dark'] as const) {
    provider.theme = theme;
    document.body.style.background = theme === 'dark' ? '#16181b' : '#fff';
    document.body.style.color = theme === 'dark' ? '#fff' : '#000';
    await provider.updateComplete;
    // Colours on their way from one theme to the other are not what anybody reads.
    const changes = element.shadowRoot!.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(changes.map(({ finished }) => finished));
    await expect(element).to.be.accessible();
  }
  document.body.removeAttribute('style');
}

/** Puts text into a field as typing does. */
export const type = (field: Element | null | undefined, text: string) => {
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement))
    throw new Error('There is no field.');
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
};

/** What the console was warned of meanwhile. */
export async function warningsOf(deed: () => Promise<void>): Promise<string[]> {
  const warnings: string[] = [];
  const kept = Object.getOwnPropertyDescriptor(console, 'warn')!;
  Object.defineProperty(console, 'warn', { ...kept, value: (message: unknown) => void warnings.push(String(message)) });
  try {
    await deed();
  } finally {
    Object.defineProperty(console, 'warn', kept);
  }
  return warnings;
}

/** A `fetch` that fails where `fault` says so: it is asked about each request and answers, or lets it pass. */
export const faulty =
  (fault: (url: string, init: RequestInit) => Response | Promise<Response> | undefined | void): typeof fetch =>
  async (input, init = {}) =>
    (await fault(String(input), init)) ?? fetch(input, init);
export const offline = () => Promise.reject(new TypeError('Failed to fetch'));
