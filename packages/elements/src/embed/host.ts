/**
 * On a page that shows Parvis in frames: hands them tokens and gives them their heights.
 *
 * ```html
 * <iframe title="IT help" src="https://social.example/embed/v1/frame?element=feed&host=https://wiki.example"
 *   data-parvis-token-url="/token" data-min-height="200" data-max-height="1200"></iframe>
 * <script type="module" src="https://social.example/embed/v1/host.js"></script>
 * ```
 */
import { type FromFrame, type FromHost, pixels, usualHeights, within } from './messages.ts';

type GetToken = (options: { refresh: boolean }) => Promise<string | null> | string | null;
let getToken: GetToken | undefined;
/** Whom tokens are for: frames of the API that this script came from, and of no other site. */
const { origin: api } = new URL(import.meta.url);

/** Where the token comes from when no address gives it. Frames that wait already ask again when they are retried. */
export const configure = (options: { getToken: GetToken }) => {
  ({ getToken } = options);
};

const askToken = async (frame: HTMLIFrameElement, refresh: boolean): Promise<string | null> => {
  const address = frame.dataset.parvisTokenUrl;
  if (!address) return (await getToken?.({ refresh })) ?? null;
  const response = await fetch(address, {
    mode: 'same-origin',
    headers: { Accept: 'application/json' },
    cache: 'no-store',
  });
  const { token } = (await response.json()) as { token?: unknown };
  return typeof token === 'string' ? token : null;
};

addEventListener('message', async ({ origin, source, data }: MessageEvent<FromFrame | undefined>) => {
  if (data?.parvis !== 'token' && data?.parvis !== 'height') return;
  const frame = [...document.querySelectorAll('iframe')].find(({ contentWindow }) => contentWindow === source);
  // A frame that went elsewhere is no longer the one that was put here.
  if (!frame || origin !== api || new URL(frame.src, document.baseURI).origin !== origin) return;
  if (data.parvis === 'height') {
    const least = pixels(frame.dataset.minHeight, usualHeights.least);
    const most = pixels(frame.dataset.maxHeight, usualHeights.most);
    if (Number.isFinite(data.height)) frame.height = String(within(data.height, least, most));
    return;
  }
  const { id, refresh } = data;
  // Whatever kept it from coming: the frame shows that nobody is signed in, and lets its reader try again.
  const token = await askToken(frame, refresh).catch(() => null);
  const answer: FromHost = { parvis: 'token', id, token };
  frame.contentWindow?.postMessage(answer, origin);
});
