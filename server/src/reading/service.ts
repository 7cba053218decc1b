import type { Community, EventType, Marker, Person, Post, Reading, TagView } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { ownAudience } from '../audiences/index.ts';
import { presentCommunity, requireCommunity } from '../communities/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { type NewEvent, recordEvent } from '../kernel/events/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { plainText, tagKey } from '../kernel/richtext/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { findReferences, openCard, requireProfile } from '../people/index.ts';
import { presentPost, requirePost } from '../posts/index.ts';
import { type Named, presentMarker, presentReading } from './present.ts';
import {
  type Mark,
  addFollow,
  clearCommunityMute,
  clearMark,
  countMarks,
  countPeople,
  countTags,
  forgetMutes,
  listCommunityMutes,
  listFollows,
  listMarked,
  listMarkers,
  removeFollow,
  setCommunityMute,
  setMark,
  setMarker,
} from './store.ts';

type Own = Extract<EventType, `${'bookmark' | 'follow' | 'mute' | 'marker'}.${string}`>;

/** Told to the viewer alone: what somebody reads, follows or leaves out is nobody else's news. */
async function record(
  kernel: Kernel,
  tx: Transaction,
  viewer: Viewer,
  type: Own,
  about: Pick<NewEvent, 'subject' | 'post' | 'community' | 'data'>,
): Promise<void> {
  const audience = await ownAudience(kernel, tx, viewer);
  await recordEvent(tx, { type, at: kernel.now(), actor: viewer.person, audience, ...about });
}

const onPost = (id: string) => ({ subject: { kind: 'post', id }, post: id }) as const;
const onCommunity = (id: string) => ({ subject: { kind: 'community', id }, community: id }) as const;

/** Posts that one person marks at most: what they follow and mute is looked through when their home is read. */
const mostMarked = { bookmark: 2_000, follow: 500, mute: 200 } satisfies Record<Mark, number>;
/** The same of people: each is a walk of its own when the home is read. */
const mostPeople = 500;

async function requireRoom(tx: Transaction, viewer: Viewer, mark: Mark, post: string): Promise<void> {
  if ((await countMarks(tx, viewer.person, mark, post)) < mostMarked[mark]) return;
  const marked = { bookmark: 'have bookmarks of', follow: 'follow', mute: 'mute' }[mark];
  throw new Failure('forbidden', `You ${marked} ${mostMarked[mark]} posts: take one away before you add another.`);
}

export const bookmark = (kernel: Kernel, viewer: Viewer, id: string, wanted: boolean): Promise<Post> =>
  kernel.database.transaction(viewer, async (tx) => {
    await requirePost(tx, viewer, id);
    if (wanted) await requireRoom(tx, viewer, 'bookmark', id);
    const changed = wanted
      ? await setMark(tx, viewer.person, id, 'bookmark', { at: kernel.now() })
      : await clearMark(tx, viewer.person, id, 'bookmark');
    if (changed) await record(kernel, tx, viewer, wanted ? 'bookmark.added' : 'bookmark.removed', onPost(id));
    return presentPost(viewer, await requirePost(tx, viewer, id));
  });

/** Following again says that one has looked: what was commented until now is no news any more. */
export const followPost = (kernel: Kernel, viewer: Viewer, id: string, wanted: boolean): Promise<Post> =>
  kernel.database.transaction(viewer, async (tx) => {
    await requirePost(tx, viewer, id);
    if (wanted) await requireRoom(tx, viewer, 'follow', id);
    const changed = wanted
      ? await setMark(tx, viewer.person, id, 'follow', { at: kernel.now() })
      : await clearMark(tx, viewer.person, id, 'follow');
    if (changed) await record(kernel, tx, viewer, wanted ? 'follow.added' : 'follow.removed', onPost(id));
    return presentPost(viewer, await requirePost(tx, viewer, id));
  });

/** `until`: null ends it. The home alone leaves it out; where the post stands it is still read. */
export async function mutePost(kernel: Kernel, viewer: Viewer, id: string, until: string | null): Promise<Post> {
  const post = await kernel.database.transaction(viewer, async (tx) => {
    await requirePost(tx, viewer, id);
    const changed = until
      ? await mute(kernel, tx, viewer, until, async () => {
          await requireRoom(tx, viewer, 'mute', id);
          return setMark(tx, viewer.person, id, 'mute', { at: kernel.now(), until });
        })
      : await clearMark(tx, viewer.person, id, 'mute');
    if (changed) await record(kernel, tx, viewer, until ? 'mute.added' : 'mute.removed', onPost(id));
    return presentPost(viewer, await requirePost(tx, viewer, id));
  });
  kernel.standings.forget(viewer.person);
  return post;
}

export async function muteCommunity(
  kernel: Kernel,
  viewer: Viewer,
  idOrSlug: string,
  until: string | null,
): Promise<Community> {
  const { mutedUntil: _, ...community } = await kernel.database.transaction(viewer, async (tx) => {
    const found = await requireCommunity(tx, viewer, idOrSlug);
    const changed = until
      ? await mute(kernel, tx, viewer, until, () => setCommunityMute(tx, viewer.person, found.id, until))
      : await clearCommunityMute(tx, viewer.person, found.id);
    if (changed) await record(kernel, tx, viewer, until ? 'mute.added' : 'mute.removed', onCommunity(found.id));
    return presentCommunity(viewer, found);
  });
  kernel.standings.forget(viewer.person);
  return { ...community, ...(until && { mutedUntil: until }) };
}

const day = 24 * 60 * 60 * 1_000;

async function mute(
  { now }: Kernel,
  tx: Transaction,
  viewer: Viewer,
  until: string,
  set: () => Promise<boolean>,
): Promise<boolean> {
  const ahead = Date.parse(until) - now().getTime();
  if (ahead <= 0 || ahead > limits.muteDays * day)
    throw new Failure(
      'invalid-request',
      `Something is muted until a time that is to come, ${limits.muteDays} days from now at most.`,
      {
        errors: [{ path: 'until', message: ahead <= 0 ? 'is past' : 'is too far away' }],
      },
    );
  await forgetMutes(tx, viewer.person, now());
  return set();
}

export async function followPerson(
  kernel: Kernel,
  viewer: Viewer,
  idOrUserName: string,
  wanted: boolean,
): Promise<Person> {
  const person = await kernel.database.transaction(viewer, async (tx) => {
    const { id } = await requireProfile(tx, idOrUserName);
    if (wanted && id === viewer.person) throw new Failure('forbidden', 'Nobody can follow themselves.');
    if (wanted && (await countPeople(tx, viewer.person, id)) >= mostPeople)
      throw new Failure('forbidden', `You follow ${mostPeople} people: take one away before you follow another.`);
    const changed = wanted
      ? await addFollow(tx, viewer.person, { person: id }, kernel.now())
      : await removeFollow(tx, viewer.person, { person: id });
    if (changed)
      await record(kernel, tx, viewer, wanted ? 'follow.added' : 'follow.removed', { subject: { kind: 'person', id } });
    return id;
  });
  kernel.standings.forget(viewer.person);
  return openCard(kernel, viewer, person);
}

/** Tags that one person follows at most: each is a walk of its own when their home is read. */
const mostTags = 100;

export async function followTag(kernel: Kernel, viewer: Viewer, tag: string, wanted: boolean): Promise<TagView> {
  const key = tagKey(tag);
  await kernel.database.transaction(viewer, async (tx) => {
    if (wanted && (await countTags(tx, viewer.person)) >= mostTags)
      throw new Failure('forbidden', `You follow ${mostTags} tags: take one away before you follow another.`);
    const changed = wanted
      ? await addFollow(tx, viewer.person, { tag: key }, kernel.now())
      : await removeFollow(tx, viewer.person, { tag: key });
    // A tag has no id: the event is about who follows.
    if (changed)
      await record(kernel, tx, viewer, wanted ? 'follow.added' : 'follow.removed', {
        subject: { kind: 'person', id: viewer.person },
        data: { tags: [key] },
      });
  });
  kernel.standings.forget(viewer.person);
  return { tag: key, followed: wanted };
}

export const moveMarker = (kernel: Kernel, viewer: Viewer, place: string, at: string): Promise<Marker> =>
  kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const shared = place === 'home' || place === 'everyone';
    const community = shared ? null : (await requireCommunity(tx, viewer, place)).id;
    const { row, moved } = await setMarker(tx, viewer.person, {
      place: community ?? place,
      community,
      // Nobody has seen what is still to come.
      at: new Date(Math.min(Date.parse(at), now.getTime())),
      now,
    });
    if (moved)
      await record(
        kernel,
        tx,
        viewer,
        'marker.moved',
        community ? onCommunity(community) : { subject: { kind: 'person', id: viewer.person } },
      );
    return presentMarker(row);
  });

/** Characters of a post that has no title. */
const shortest = 80;

export const showReading = ({ database, now }: Kernel, viewer: Viewer): Promise<Reading> =>
  database.transaction(viewer, async (tx) => {
    const at = now();
    const markers = await listMarkers(tx, viewer.person);
    const follows = await listFollows(tx, viewer.person);
    const marked = await listMarked(tx, viewer.person, at);
    const communities = await listCommunityMutes(tx, viewer.person, at);
    const people = follows.flatMap(({ followed_person_id: id }) => id ?? []);
    const references = await findReferences(tx, people);
    return presentReading({
      markers,
      people: people.flatMap((id) => references.get(id) ?? []),
      tags: follows.flatMap(({ followed_tag }) => followed_tag ?? []),
      posts: marked.map(({ title, body, ...post }): Named => ({ ...post, title: title ?? begin(plainText(body)) })),
      communities,
    });
  });

const begin = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= shortest ? line : `${[...line].slice(0, shortest).join('').trimEnd()}…`;
};
