/**
 * Atom (RFC 4287). Text as text: whatever a tool would make of markup, there is none. What is written is a dozen elements,
 * so they are written here and not by a library for all feeds there are.
 */
import type { Post, ReadableScope } from '@parvis/contracts';

/** A post, with its words alone. */
export type Entry = { post: Post; text: string };

export type FeedFacts = {
  scope: ReadableScope;
  target: string | undefined;
  /** Where it was read, without the host: tools know it, and what they say of it is not repeated. */
  at: string;
  /** Addresses of the intranet pages that show a post, and a post in a community. */
  templates: { post: string | undefined; community: string | undefined };
};

/** Characters of a text that has no title, which stand for one. */
const titleLength = 80;
const started = '1970-01-01T00:00:00.000Z';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** XML 1.0 has no place for most control characters, half surrogates and the last two of a plane, not even escaped. */
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const safe = (text: string): string => text.replace(forbidden, '').replace(/[&<>"']/g, (char) => entities[char]!);

const element = (name: string, text: string, attributes = ''): string =>
  `<${name}${attributes && ` ${attributes}`}>${safe(text)}</${name}>`;
const link = (relation: string, href: string): string => `<link rel="${relation}" href="${safe(href)}"/>`;

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length > titleLength ? `${characters.slice(0, titleLength - 1).join('')}…` : line;
};

export const presentFeed = ({ scope, target, at, templates }: FeedFacts, entries: readonly Entry[]): string => {
  const updated =
    entries
      .map(({ post }) => updatedAt(post))
      .sort()
      .at(-1) ?? started;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('id', `urn:parvis:feed:${scope}:${encodeURIComponent(target ?? '')}`),
    element('title', ['Parvis', ...nameOf(scope, target, entries[0]?.post)].join(' · ')),
    element('updated', updated),
    link('self', at),
    ...entries.map((entry) => writeEntry(entry, templates)),
    '</feed>',
    '',
  ].join('\n');
};

/** What a reader knows it by: an empty feed of a community or a person has only the name that was asked for. */
function nameOf(scope: ReadableScope, target: string | undefined, first: Post | undefined): string[] {
  if (target === undefined) return [];
  if (scope === 'community') return [first?.audience.community?.name ?? target];
  if (scope === 'person') return [first?.author.name ?? target];
  return [scope === 'tag' ? `#${target}` : target];
}

const updatedAt = ({ createdAt, editedAt }: Post): string => editedAt ?? createdAt;

/** Where a post can be read: on the page of its community, where there is one. */
function addressOf({ id, audience: { community } }: Post, templates: FeedFacts['templates']): string | undefined {
  const template = (community && templates.community) || templates.post;
  return template?.replaceAll('{slug}', encodeURIComponent(community?.slug ?? '')).replaceAll('{id}', id);
}

function writeEntry({ post, text }: Entry, templates: FeedFacts['templates']): string {
  const address = addressOf(post, templates);
  return [
    `<entry${post.language ? ` xml:lang="${safe(post.language)}"` : ''}>`,
    element('id', `urn:uuid:${post.id}`),
    element('title', post.title ?? (shortened(text) || post.id)),
    element('published', post.createdAt),
    element('updated', updatedAt(post)),
    `<author>${element('name', post.author.name)}</author>`,
    ...post.tags.map((tag) => `<category term="${safe(tag)}"/>`),
    ...(address ? [link('alternate', address)] : []),
    ...(post.link ? [link('related', post.link)] : []),
    element('content', text, 'type="text"'),
    '</entry>',
  ].join('\n');
}
