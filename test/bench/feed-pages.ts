/** A feed in a browser at 4× CPU throttling, from navigation to painted, beside a page that draws the same by innerHTML. */
import type { CDPSession, Page } from 'playwright-core';
import { type Stage, setStage } from '../support/demonstration.ts';
import { type Result, median, ratioOf } from './report.ts';

const rounds = 5;
const wanted: Record<number, string> = { 20: '≤ 1.2', 100: '≤ 1.15', 1_000: '≤ 0.4' };
const counts = [20, 100, 1_000];

export async function benchFeedPages(): Promise<Result[]> {
  const stage = await setStage();
  try {
    const drawn = await capture(stage);
    const results: Result[] = [];
    for (const count of counts) {
      const ours: number[] = [];
      const reference: number[] = [];
      for (let round = 0; round < rounds; round++) {
        ours.push(await navigate(stage, count, element(stage), 'document.querySelector("parvis-feed")?.shadowRoot'));
        reference.push(await navigate(stage, count, plain(stage, drawn), 'document'));
      }
      results.push(
        { what: `${count} posts from navigation ÷ innerHTML`, ...ratioOf(ours, reference), wanted: wanted[count]! },
        { what: `${count} posts from navigation`, value: median(ours), unit: 'ms' },
        { what: `${count} posts by innerHTML`, value: median(reference), unit: 'ms' },
      );
    }
    return [...results, ...(await applyNew(stage)), ...(await scrollFar(stage))];
  } finally {
    await stage.close();
  }
}

type Captured = { posts: string[]; styles: string };

const script = (stage: Stage) =>
  `<script type="module" src="${stage.api}/embed/v1/parvis.js" data-token-url="/token"></script>`;
const element = (stage: Stage) =>
  `<!doctype html><html lang="en"><main><parvis-feed></parvis-feed></main>${script(stage)}`;

/** The same data by the same two requests, the same markup and style sheets; all of it laid out, as a plain page has it. */
const plain = ({ api }: Stage, { posts, styles }: Captured) => `<!doctype html><html lang="en"><style>${styles}
  * { content-visibility: visible !important }</style><main></main><script type="module">
  const posts = ${JSON.stringify(posts).replaceAll('</', '<\\/')};
  const { token } = await (await fetch('/token')).json();
  const { items } = await (await fetch('${api}/v1/posts', { headers: { Authorization: 'Bearer ' + token } })).json();
  document.querySelector('main').innerHTML = items.map((_, index) => posts[index % posts.length]).join('');</script>`;

/** What the element draws for a page of posts, with its style sheets. */
async function capture(stage: Stage): Promise<Captured> {
  const { page } = await stage.visit('karim.benali');
  await serve(page, stage, 20, element(stage));
  await page.goto(`${stage.portal}/measured`);
  await page.locator('parvis-feed article').nth(19).waitFor();
  const captured = await page.evaluate(() => {
    const root = document.querySelector('parvis-feed')!.shadowRoot!;
    const rules = root.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText));
    return {
      posts: [...root.querySelectorAll('article')].map(({ outerHTML }) => outerHTML.replace(/<!--.*?-->/gs, '')),
      styles: rules.join('\n').replaceAll(':host', 'main'),
    };
  });
  await page.context().close();
  return captured;
}

/** The page under measurement at an address of the portal, and as many posts in the API's answer. */
async function serve(page: Page, stage: Stage, count: number, body: string): Promise<void> {
  await page.route(`${stage.portal}/measured`, (route) => route.fulfill({ contentType: 'text/html', body }));
  let page20: string | undefined;
  await page.route(
    (url) => url.origin === stage.api && url.pathname === '/v1/posts' && !url.searchParams.has('since'),
    async (route) => {
      if (route.request().method() !== 'GET') return route.continue();
      const answer = await route.fetch();
      page20 ??= await answer.text();
      await route.fulfill({ response: answer, body: repeated(page20, count) });
    },
  );
}

/** One page of as many posts, each with an id of its own. */
function repeated(body: string, count: number): string {
  const page = JSON.parse(body) as { items: { id: string }[]; next: string | null };
  const items = Array.from({ length: count }, (_, index) => ({
    ...page.items[index % 20]!,
    id: `019c0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  }));
  return JSON.stringify({ ...page, items, next: null });
}

const throttle = async (page: Page): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return session;
};

/** Milliseconds from navigation until as many posts are painted. */
async function navigate(stage: Stage, count: number, body: string, root: string): Promise<number> {
  const { page } = await stage.visit('karim.benali');
  await serve(page, stage, count, body);
  await throttle(page);
  await page.goto(`${stage.portal}/measured`, { waitUntil: 'commit' });
  const took = await page.evaluate(
    ({ root, count }) =>
      new Promise<number>((done) => {
        const find = new Function(`return ${root}`) as () => ParentNode | null;
        const look = () => {
          if ((find()?.querySelectorAll('article').length ?? 0) < count) return requestAnimationFrame(look);
          return requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
        };
        look();
      }),
    { root, count },
  );
  await page.context().close();
  return took;
}

/** From pressing "N new" on a feed of a thousand posts until they stand there, laid out; and the composer's opening. */
async function applyNew(stage: Stage): Promise<Result[]> {
  const applied: number[] = [];
  const opened: number[] = [];
  const { page } = await stage.visit('julien.petit');
  await serve(page, stage, 1_000, element(stage).replace('<main>', '<main><parvis-composer></parvis-composer>'));
  await page.goto(`${stage.portal}/measured`);
  await page.locator('parvis-feed article').nth(999).waitFor();
  const composer = page.locator('parvis-composer');
  await composer.locator('button, textarea').first().waitFor();
  await throttle(page);
  opened.push(
    await composer.evaluate(async (host) => {
      const root = host.shadowRoot!;
      const from = performance.now();
      (root.querySelector('button, textarea') as HTMLElement).click();
      while (!root.querySelector('textarea')) await new Promise((done) => requestAnimationFrame(done));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return performance.now() - from;
    }),
  );
  for (let round = 0; round < rounds; round++) {
    await writeAs(stage, ['claire.martin', 'aisha.khan', 'tom.fielding', 'emma.lockwood', 'camille.roy'][round]!);
    await page.locator('parvis-feed [part~="fresh"]').waitFor();
    applied.push(
      await page.evaluate(async () => {
        const host = document.querySelector('parvis-feed') as HTMLElement & { updateComplete: Promise<unknown> };
        const root = host.shadowRoot!;
        // Counting them all each time would be measured too.
        const first = () => root.querySelector<HTMLElement>('.feed > article')!.dataset['id'];
        const before = first();
        const from = performance.now();
        (root.querySelector('[part~="fresh"]') as HTMLElement).click();
        while (first() === before) await host.updateComplete;
        host.getBoundingClientRect();
        return performance.now() - from;
      }),
    );
  }
  await page.context().close();
  return [
    { what: '"N new" applied to 1,000 posts, laid out', value: median(applied), unit: 'ms', wanted: '≤ 30 ms' },
    { what: 'composer opened, painted', value: median(opened), unit: 'ms', wanted: '≤ 150 ms' },
  ];
}

async function writeAs(stage: Stage, person: string): Promise<void> {
  const { page } = await stage.visit(person);
  const status = await page.evaluate(async (api) => {
    const { token } = (await (await fetch('/token')).json()) as { token: string };
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const { communities } = (await (await fetch(`${api}/v1/me`, { headers })).json()) as {
      communities: { id: string; slug: string }[];
    };
    const community = communities.find(({ slug }) => slug === 'it-help')!.id;
    const body = JSON.stringify({ text: 'Something new.', audience: { community } });
    return (await fetch(`${api}/v1/posts`, { method: 'POST', headers, body })).status;
  }, stage.api);
  if (status !== 201) throw new Error(`${person} could not write: ${status}.`);
  await page.context().close();
}

/** Ten thousand posts scrolled from end to end: what a frame takes and what memory grows to, early and late. */
async function scrollFar(stage: Stage): Promise<Result[]> {
  const { page } = await stage.visit('karim.benali');
  await serve(page, stage, 10_000, element(stage));
  await page.goto(`${stage.portal}/measured`);
  await page.locator('parvis-feed article').nth(9_999).waitFor({ state: 'attached', timeout: 120_000 });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const heap = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 2 ** 20;
  };
  /** Median and longest milliseconds of 60 frames, each of which scrolls one screen on. */
  const frames = (from: number): Promise<number[]> =>
    page.evaluate(async (from) => {
      const posts = [...document.querySelector('parvis-feed')!.shadowRoot!.querySelectorAll('article')];
      posts[from]!.scrollIntoView();
      const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
      await frame();
      const took: number[] = [];
      for (let screen = 0; screen < 60; screen++) {
        const at = performance.now();
        window.scrollBy(0, innerHeight);
        await frame();
        await frame();
        took.push(performance.now() - at);
      }
      return took;
    }, from);
  const before = await heap();
  const early = await frames(0);
  const late = await frames(9_500);
  const after = await heap();
  await page.context().close();
  return [
    { what: '10,000 posts: two frames of scrolling a screen, at the start', value: median(early), unit: 'ms' },
    { what: 'the same, after 9,500 posts', value: median(late), unit: 'ms' },
    { what: '10,000 posts: memory of scripts before scrolling', value: before, unit: 'MB' },
    { what: 'the same, after', value: after, unit: 'MB' },
  ];
}
