/**
 * Pages of posts that lie ready. One is kept for the viewer and the query it was made for, with the tag that it had; it is
 * given to the same person while the same tag would be made for it now, so while neither their standing nor anything in
 * what they may read has changed. Nothing is ever dropped for being wrong: it is not found to be right.
 */
import { type Ready, createKept } from '../../kernel/http/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Viewer } from '../../kernel/viewer/index.ts';
import type { Feed } from './service.ts';

/** Milliseconds for which a page is given again: what it leads to, such as an image, may be signed for not much longer. */
const longest = 5 * 60_000;

type Page = Required<Ready> & { viewer: Viewer; until: number };

/** The same audiences, and what is shown of them: a standing that was read anew is another object. */
const isSame = (one: Viewer, other: Viewer): boolean =>
  one === other ||
  (one.version === other.version &&
    one.audiences.length === other.audiences.length &&
    one.audiences.every((audience, index) => audience === other.audiences[index]));

const megabyte = 2 ** 20;
const encoder = new TextEncoder();

export type Pages = {
  /** What was kept last, which is right while its tag is. `search`: the query as it was asked, from its question mark on. */
  find(viewer: Viewer, search: string): Ready | undefined;
  keep(viewer: Viewer, search: string, page: Feed): Required<Ready>;
  /** Bytes kept. */
  size(): number;
};

export function createPages({ now, settings }: Kernel): Pages {
  const kept = createKept<Page>(settings.pageMemory * megabyte);
  const keyOf = (viewer: Viewer, search: string): string => `${viewer.person}${search}`;
  return {
    find(viewer, search) {
      const page = kept.get(keyOf(viewer, search));
      if (!page || now().getTime() >= page.until || !isSame(page.viewer, viewer)) return undefined;
      page.viewer = viewer;
      return page;
    },
    keep(viewer, search, { json, tag, sensitive }) {
      const bytes = encoder.encode(json);
      const until = now().getTime() + longest;
      kept.set(keyOf(viewer, search), { viewer, until, bytes, tag, sensitive }, bytes.byteLength);
      return { bytes, tag, sensitive };
    },
    size: kept.size,
  };
}
