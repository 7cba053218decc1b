/**
 * Pages of posts that lie ready. One is kept for the viewer and the query it was made for, with the tag that it had; it is
 * given to the same person while the same tag would be made for it now, so while neither their standing nor anything in
 * what they may read has changed. Nothing is ever dropped for being wrong: it is not found to be right. A few are kept of
 * each person, so that nobody pushes out what is kept of everybody else.
 */
import type { PostQuery } from '@parvis/contracts';
import { type Ready, createKept } from '../../kernel/http/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Viewer } from '../../kernel/viewer/index.ts';
import type { Feed } from './service.ts';

/** Milliseconds for which a page is given again: what it leads to, such as an image, may be signed for not much longer. */
const longest = 5 * 60_000;

/** Pages kept of one person, and people of whom that is bounded at once. */
const mostOfOne = 32;
const mostPeople = 20_000;

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
  /** What was kept last, which is right while its tag is. */
  find(viewer: Viewer, query: PostQuery): Ready | undefined;
  keep(viewer: Viewer, query: PostQuery, page: Feed): Required<Ready>;
  /** Bytes kept. */
  size(): number;
};

export function createPages({ now, settings }: Kernel): Pages {
  const kept = createKept<Page>(settings.pageMemory * megabyte);
  /** Of each query as it is remembered: what else stood in the address makes it no other page. */
  const asked = new WeakMap<PostQuery, string>();
  const keyOf = ({ person }: Viewer, query: PostQuery): string => {
    let said = asked.get(query);
    if (said === undefined) asked.set(query, (said = JSON.stringify(query)));
    return person + said;
  };
  const own = new Map<string, Set<string>>();
  const bound = (person: string, key: string): void => {
    const keys = own.get(person) ?? new Set();
    own.delete(person);
    own.set(person, keys);
    keys.delete(key);
    keys.add(key);
    for (const oldest of keys) {
      if (keys.size <= mostOfOne) break;
      keys.delete(oldest);
      kept.delete(oldest);
    }
    if (own.size > mostPeople) own.delete(own.keys().next().value!);
  };
  return {
    find(viewer, query) {
      const page = kept.get(keyOf(viewer, query));
      if (!page || now().getTime() >= page.until || !isSame(page.viewer, viewer)) return undefined;
      page.viewer = viewer;
      return page;
    },
    keep(viewer, query, { json, tag, sensitive }) {
      const bytes = encoder.encode(json);
      const until = now().getTime() + longest;
      const key = keyOf(viewer, query);
      bound(viewer.person, key);
      kept.set(key, { viewer, until, bytes, tag, sensitive }, bytes.byteLength);
      return { bytes, tag, sensitive };
    },
    size: kept.size,
  };
}
