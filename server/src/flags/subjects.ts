/** What can be flagged, read with the viewer's own rights: what they cannot see answers as what does not exist. */
import type { Subject } from '@parvis/contracts';
import type { Flaggable } from '../cases/index.ts';
import { requireComment, stands } from '../comments/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { findPage } from '../pages/index.ts';
import { languageOf, requireProfile } from '../people/index.ts';
import { flaggedBody, requirePost } from '../posts/index.ts';

export type Found = Flaggable & { published: boolean };

/** Throws `not-found`. Undefined: a page that nobody configured, or that is not for the viewer. */
export async function readSubject(
  kernel: Kernel,
  tx: Transaction,
  viewer: Viewer,
  subject: Subject,
): Promise<Found | undefined> {
  if (subject.kind === 'page') return readPage(kernel, tx, viewer, subject.url);
  if (subject.kind === 'person') return readPerson(tx, subject.id);
  if (subject.kind === 'comment') {
    const { comment, post } = await requireComment(tx, viewer, subject.id);
    return {
      kind: 'comment',
      subject: comment.id,
      community: post.community_id,
      author: comment.author_id,
      title: null,
      body: comment.body,
      language: comment.language,
      createdAt: comment.created_at,
      published: stands(comment) && post.state === 'published',
    };
  }
  const post = await requirePost(tx, viewer, subject.id);
  return {
    kind: 'post',
    subject: post.id,
    community: post.community_id,
    author: post.author_id,
    title: post.title,
    body: flaggedBody(post),
    language: post.language,
    createdAt: post.created_at,
    published: post.state === 'published',
  };
}

async function readPerson(tx: Transaction, id: string): Promise<Found> {
  const profile = await requireProfile(tx, id);
  return {
    kind: 'person',
    subject: profile.id,
    community: null,
    author: profile.id,
    title: profile.title,
    body: profile.bio ? [{ type: 'paragraph', children: [{ type: 'text', text: profile.bio }] }] : [],
    language: languageOf(profile.bio),
    createdAt: null,
    published: true,
  };
}

async function readPage(kernel: Kernel, tx: Transaction, viewer: Viewer, url: string): Promise<Found | undefined> {
  const page = await findPage(kernel, tx, viewer, url);
  return (
    page && {
      kind: 'page',
      subject: page.address,
      community: page.community,
      author: null,
      title: null,
      body: [],
      language: null,
      createdAt: null,
      published: true,
    }
  );
}
