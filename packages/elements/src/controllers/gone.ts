/** What is left on the page of a thing that its reader may no longer see: its place, and the reader's flag on it. */
import type { Client } from '@parvis/client';
import type { Comment, Flag, FlagReceipt, Post } from '@parvis/contracts';

/** A few, because withdrawn ones may stand before the one that counts. */
export const recent = 5;

/** The flag that counts, of those on one thing. */
export const standing = (flags: readonly Flag[]): Flag | null =>
  flags.find(({ state }) => state !== 'withdrawn') ?? null;

/** The viewer's flag on a post that they may not read any more, if it is one that they flagged. */
export const findOwnFlag = async ({ flags }: Client, id: string): Promise<Flag | null> => {
  const page = await flags.list({ kind: 'post', id, limit: recent }).catch(() => undefined);
  return standing(page?.items ?? []);
};

/** As it is once the viewer flagged it, or took the flag back. */
export const withFlag = <Thing extends Post | Comment>(thing: Thing, flag: FlagReceipt | null): Thing => ({
  ...thing,
  flag,
  abilities: { ...thing.abilities, flag: flag === null },
});

const nobody = { name: '', photo: null, circle: 'employee', departed: false, abilities: { open: false } } as const;

const nothingOf = <Thing extends Post | Comment>(thing: Thing) => {
  const cannot = Object.fromEntries(Object.keys(thing.abilities).map((ability) => [ability, false]));
  return {
    ...thing,
    gone: true,
    author: { ...nobody, id: '' },
    body: [],
    attachments: undefined,
    preview: undefined,
    source: null,
    statement: null,
    editedAt: null,
    reactions: [],
    // Where the flag button is, it stays.
    abilities: { ...(cannot as Thing['abilities']), flag: true },
  };
};

/** Keeps nothing of what was written, nor who wrote it. */
export const emptiedPost = ({
  poll: _p,
  idea: _i,
  kudos: _k,
  announcement: _a,
  original: _o,
  ...post
}: Post): Post => ({
  ...nothingOf(post),
  kind: 'update',
  title: null,
  link: null,
  tags: [],
  commentCount: 0,
  accepted: null,
});
export const emptiedComment = (comment: Comment): Comment => ({ ...nothingOf(comment), accepted: false });
