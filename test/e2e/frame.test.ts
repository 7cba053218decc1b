import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from '../support/demonstration.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 120_000);
afterAll(() => stage?.close());

/** A page of the portal's origin with this in it. */
async function pageWith(body: string) {
  const visitor = await stage.visit('karim.benali');
  await visitor.page.route('**/framed', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en"><title>Wiki</title>${body}` }),
  );
  await visitor.page.goto(`${stage.portal}/framed`);
  return visitor;
}
const frameOf = (query: string, attributes = '') =>
  `<iframe title="Parvis" src="${stage.api}/embed/v1/frame?${query}" ${attributes}></iframe>`;

describe('an element in a frame', () => {
  it('is signed in by the page around it, and as high as what it shows within the limits', async () => {
    const { page, complaints } = await pageWith(
      `<script type="module" src="${stage.api}/embed/v1/host.js"></script>
       ${frameOf(
         `element=feed&scope=community&for=it-help&lang=fr&host=${encodeURIComponent(stage.portal)}`,
         'data-parvis-token-url="/token" data-min-height="200" data-max-height="640"',
       )}`,
    );
    const feed = page.frameLocator('iframe').locator('parvis-feed');
    await feed.locator('article').first().waitFor();
    await page.locator('iframe[height="640"]').waitFor();
    await feed.getByText('Répondre').or(feed.getByText('Commenter')).first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('hands tokens to frames of its own API alone: not to a video or a map beside them', async () => {
    const { page } = await pageWith(
      `<script type="module">
         import { configure } from '${stage.api}/embed/v1/host.js';
         configure({ getToken: () => ((window.handed = (window.handed ?? 0) + 1), 'secret') });
         window.ready = true;
       </script>
       <iframe title="A video" srcdoc="A video"></iframe>
       ${frameOf(`element=feed&scope=home&host=${encodeURIComponent(stage.portal)}`, 'data-parvis-token-url="/token"')}`,
    );
    await page.waitForFunction(() => (window as { ready?: boolean }).ready);
    await page.frameLocator('iframe[src]').locator('article').first().waitFor();
    await page.evaluate(() =>
      addEventListener('message', ({ data }) => {
        if ((data as { id?: number }).id === 7) (window as { heard?: unknown }).heard = 7;
      }),
    );
    await page
      .frames()
      .find((frame) => frame.url() === 'about:srcdoc')!
      .evaluate(() => parent.postMessage({ parvis: 'token', id: 7, refresh: true }, '*'));
    // Whoever listened before has been told by then, and asks for the token at once.
    await page.waitForFunction(() => (window as { heard?: unknown }).heard === 7);
    expect(await page.evaluate(() => (window as { handed?: number }).handed)).toBeUndefined();
    await page.context().close();
  });

  it('takes no token from anybody but the origin that it was told, nor tells it anything', async () => {
    const { page } = await pageWith(
      `<script>
         window.heard = [];
         addEventListener('message', ({ data, source }) => {
           heard.push(data);
           for (let id = 0; id < 9; id++) source.postMessage({ parvis: 'token', id, token: 'stolen' }, '*');
         });
       </script>
       ${frameOf(`element=feed&host=${encodeURIComponent('https://elsewhere.example')}`)}`,
    );
    const frame = page.frameLocator('iframe');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.headers()['authorization'] ?? ''));
    await frame.locator('parvis-feed').waitFor({ state: 'attached' });
    await page.frames()[1]!.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(null))));
    for (let id = 0; id < 9; id++)
      await page.evaluate(
        (id) =>
          document.querySelector('iframe')!.contentWindow!.postMessage({ parvis: 'token', id, token: 'stolen' }, '*'),
        id,
      );
    expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
    expect(asked.filter((header) => header.includes('stolen'))).toEqual([]);
    await page.context().close();
  });

  it('says so when there is no such element, and draws nothing of the address', async () => {
    const { page } = await pageWith(
      frameOf(`element=${encodeURIComponent('<img src=x onerror=alert(1)>')}&host=${stage.portal}`),
    );
    const body = page.frameLocator('iframe').locator('body');
    await body.getByText('There is no element').waitFor();
    expect(await body.locator('img').count()).toBe(0);
    await page.context().close();
  });
});
