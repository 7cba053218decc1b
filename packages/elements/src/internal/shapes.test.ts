import { expect } from '@open-wc/testing';
import type { Charter, Me, Post } from '@parvis/contracts';
import { World, faulty, one, press, textOf, type, until, warningsOf } from '../../../../test/elements/support.ts';
import '../communities/define.ts';
import '../composer/define.ts';
import '../expertise-search/define.ts';
import '../feed/define.ts';
import '../flag-button/define.ts';
import '../moderation/define.ts';
import '../person/define.ts';
import '../post/define.ts';
import '../profile-card/define.ts';

/** Answers with success that are none of this API: the last but one is what a sign-in gateway says. */
const answers: unknown[] = [
  null,
  [],
  'x',
  5,
  {},
  { user: { name: 'Ana' }, status: 'ok' },
  { items: [null], next: null },
];

describe('answers of another shape', () => {
  let world: World;
  let post: Post;
  const thrown: string[] = [];
  const hearError = (event: ErrorEvent) => void thrown.push(event.message);
  const hearRejection = (event: PromiseRejectionEvent) => void thrown.push(String(event.reason));

  before(async () => {
    world = await World.open();
    post = await world.post('ben', 'Pumps are my trade');
    const charter = await world.as<Charter>('ana', 'GET', '/v1/charter');
    const article = charter.articles.find(({ subjects }) => subjects.includes('post'))!.id;
    await world.as('ana', 'POST', '/v1/flags', { subject: { kind: 'post', id: post.id }, article });
    addEventListener('error', hearError);
    addEventListener('unhandledrejection', hearRejection);
  });
  afterEach(() => {
    world.clear();
    expect(thrown.splice(0)).to.deep.equal([]);
  });
  after(async () => {
    removeEventListener('error', hearError);
    removeEventListener('unhandledrejection', hearRejection);
    await world.close();
  });

  /** The API behind something that, while `broken`, gives an answer of its own to every read that matches. */
  const behind = (answer: unknown, which = /\/v1\/(?!stream)/) => {
    const gateway: { broken: boolean; fetch: typeof fetch } = {
      broken: true,
      fetch: faulty((url, { method = 'GET' }) =>
        gateway.broken && method === 'GET' && which.test(url) ? Response.json(answer) : undefined,
      ),
    };
    return gateway;
  };
  const retry = (element: Element) => one(element, '[part="error"] button');

  const elements: Record<
    string,
    { person?: string; markup(): string; healed: string; prepare?(element: Element): unknown }
  > = {
    'parvis-feed': { markup: () => '<parvis-feed scope="community" for="it-help"></parvis-feed>', healed: 'article' },
    'parvis-post': { markup: () => `<parvis-post post="${post.id}"></parvis-post>`, healed: 'article' },
    'parvis-composer': { markup: () => '<parvis-composer></parvis-composer>', healed: 'textarea' },
    'parvis-communities': { markup: () => '<parvis-communities></parvis-communities>', healed: 'li' },
    'parvis-profile-card': {
      markup: () => '<parvis-profile-card for="ben"></parvis-profile-card>',
      healed: '[part="name"]',
    },
    'parvis-moderation': {
      person: 'chloe',
      markup: () => '<parvis-moderation></parvis-moderation>',
      healed: '[part="case"], .case, li',
    },
    'parvis-expertise-search': {
      markup: () => '<parvis-expertise-search></parvis-expertise-search>',
      healed: 'li',
      prepare: async (element) => {
        type(await until(() => one(element, 'input')), 'Ben');
        one(element, 'form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
      },
    },
    'parvis-flag-button': {
      markup: () => `<parvis-flag-button kind="post" for="${post.id}"></parvis-flag-button>`,
      healed: 'dialog',
      prepare: async (element) => press(await until(() => one(element, 'button'))),
    },
  };

  for (const [tag, { person = 'ana', markup, healed, prepare }] of Object.entries(elements))
    for (const answer of answers)
      it(`${tag} says that ${JSON.stringify(answer)} is no answer, and tries again`, async () => {
        const gateway = behind(answer);
        const element = await world.mount(person, markup(), { fetch: gateway.fetch });
        await prepare?.(element);
        const button = await until(() => retry(element));
        expect(textOf(one(element, '[part="error"]'))).to.match(/\w{3,}/);
        gateway.broken = false;
        press(button);
        await until(() => !retry(element) && one(element, healed));
      });

  for (const answer of answers)
    it(`parvis-person says in words that ${JSON.stringify(answer)} shows nobody`, async () => {
      const gateway = behind(answer);
      const element = await world.mount('ana', '<parvis-person for="ben"></parvis-person>', { fetch: gateway.fetch });
      await until(() => one(element, '.muted'));
      gateway.broken = false;
      element.remove();
      document.querySelector('parvis-provider')!.append(element);
      await until(() => textOf(element).includes('Ben Okafor'));
    });

  for (const answer of answers)
    it(`comments say that ${JSON.stringify(answer)} is no answer, and are asked for again`, async () => {
      const gateway = behind(answer, /\/comments/);
      const markup = `<parvis-post post="${post.id}" with-comments></parvis-post>`;
      const element = await world.mount('ana', markup, { fetch: gateway.fetch });
      const again = await until(() => one(element, '.thread .problem button'));
      gateway.broken = false;
      press(again);
      await until(() => one(element, '.thread textarea'));
    });

  for (const [tag, { markup, prepare, person = 'ana', healed }] of Object.entries(elements))
    it(`${tag} is drawn or says why not where only the viewer is unknown`, async () => {
      const element = await world.mount(person, markup(), { fetch: behind({ person: null }, /\/v1\/me$/).fetch });
      await prepare?.(element);
      await until(() => retry(element) ?? one(element, healed));
    });

  it('a page stays responsive where the viewer has no names for the degrees', async () => {
    const restricted = await world.post('ben', 'Hush', { community: await world.community({ defaultDegree: 'C2' }) });
    expect(restricted.audience.degree).to.equal('C2');
    let asked = 0;
    const element = await world.mount('ben', `<parvis-post post="${restricted.id}"></parvis-post>`, {
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        if (!String(input).endsWith('/v1/me')) return response;
        asked++;
        const { degreeNames: _, ...me } = (await response.json()) as Me;
        return Response.json(me);
      },
    });
    await until(() => one(element, '.secret')?.textContent?.includes('C2') && asked);
    for (let frame = 0; frame < 5; frame++) {
      (element as unknown as { requestUpdate(): void }).requestUpdate();
      await new Promise(requestAnimationFrame);
    }
    expect(asked).to.equal(1);
  });

  it('what cannot be drawn is told where it would have been drawn, once to the developer, and can be tried again', async () => {
    const broken = { ...post, body: [{ type: 'paragraph' }] };
    const page = { items: [broken], next: null, newest: null };
    for (const [markup, answer] of [
      ['<parvis-feed scope="community" for="it-help"></parvis-feed>', page],
      [`<parvis-post post="${post.id}"></parvis-post>`, broken],
    ] as const) {
      const gateway = behind(answer, /\/v1\/posts/);
      let element!: HTMLElement;
      const warnings = await warningsOf(async () => {
        element = await world.mount('ana', markup, { fetch: gateway.fetch });
        const first = await until(() => retry(element));
        press(first);
        await until(() => retry(element) && retry(element) !== first);
      });
      expect(warnings.filter((words) => words.includes('could not be drawn'))).to.have.length(1);
      gateway.broken = false;
      press(retry(element));
      await until(() => one(element, 'article')?.textContent?.includes('Pumps') && !retry(element));
    }
  });

  it('a post of odd dates and pictures is drawn without them', async () => {
    const odd = {
      ...post,
      createdAt: 'soon',
      editedAt: 'later',
      author: { ...post.author, photo: 'javascript:alert(1)' },
    };
    const element = await world.mount('ana', `<parvis-post post="${post.id}"></parvis-post>`, {
      fetch: behind(odd, /\/v1\/posts/).fetch,
    });
    await until(() => one(element, 'article')?.textContent?.includes('Pumps'));
    expect(one(element, 'img')).to.equal(undefined);
  });
});
