/** Feeds for readers' own tools: the newest posts of a scope as Atom, read anew with its reader's rights each time. */
import { type Post, type PostPage, type ReadableScope, isConfidential } from '@parvis/contracts';
import type { Kernel } from '../kernel/kernel.ts';
import { plainText } from '../kernel/richtext/index.ts';
import { type Viewer, sharedAudience } from '../kernel/viewer/index.ts';
import { listFeed, tagFeed } from '../posts/index.ts';
import { presentFeed } from './present.ts';

/** Posts in a feed: as many as somebody misses in a quiet week. */
const length = 30;

/** The viewer as a tool may read for them: nothing confidential, which stays in the browser, and nothing that is theirs alone. */
function throughTool(viewer: Viewer): Viewer {
  const kept = (id: number): boolean => {
    const shared = sharedAudience(viewer, id);
    return shared !== undefined && !isConfidential(shared.degree);
  };
  return { ...viewer, audiences: viewer.audiences.filter(kept), homeAudiences: viewer.homeAudiences.filter(kept) };
}

/** `xml`: absent where the tool has it already, as one of its `tags` says. */
export async function readFeed(
  kernel: Kernel,
  viewer: Viewer,
  { scope, for: target }: { scope: ReadableScope; for?: string },
  { at, tags }: { at: string; tags: readonly string[] },
): Promise<{ tag: string; xml?: string }> {
  const reader = throughTool(viewer);
  const query = { scope, for: target, limit: length };
  // Another template makes other links of the same posts.
  const { postTemplate, communityPostTemplate } = kernel.settings;
  const templates = { post: postTemplate, community: communityPostTemplate };
  const suffix = postTemplate || communityPostTemplate ? await digest(JSON.stringify(templates)) : '';
  const end = `.a${suffix}"`;
  const told = (tag: string): string => tag.slice(0, -1) + end;
  const known = tags.flatMap((tag) => (tag.endsWith(end) ? [`${tag.slice(0, -end.length)}"`] : []));
  if (known.length > 0) {
    const tag = await tagFeed(kernel, reader, query, known);
    if (known.includes(tag)) return { tag: told(tag) };
  }
  const { json, tag } = await listFeed(kernel, reader, query);
  const { items } = JSON.parse(json) as PostPage;
  return {
    tag: told(tag),
    xml: presentFeed(
      { scope, target, at, templates },
      items.map((post) => ({ post, text: textOf(post) })),
    ),
  };
}

/** With what it re-shares, as far as it is for the reader. */
function textOf({ body, original }: Post): string {
  const shared = original?.post;
  const quoted = shared
    ? `${shared.author.name}: ${[shared.title, plainText(shared.body)].filter(Boolean).join('\n')}`
    : '';
  return [plainText(body), quoted].filter(Boolean).join('\n\n');
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes.slice(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
