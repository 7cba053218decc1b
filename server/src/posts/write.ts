import type { Post, PostCreate } from '@parvis/contracts';
import { attach, attachedWords } from '../attachments/index.ts';
import { addressedDegree, chooseAudience, ownAudience } from '../audiences/index.ts';
import { canWrite, findCommunity } from '../communities/index.ts';
import { type KindDetails, type Transaction, closing, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, claimKey, notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { findMentions, firstLink, saidIn } from '../kernel/richtext/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { type Refusal, refusedParts, subjectOf } from '../kinds/index.ts';
import { pageKey } from '../pages/index.ts';
import { findByUserNames, findReferences } from '../people/index.ts';
import { wantPreview } from '../previews/index.ts';
import { requireGoodStanding } from '../statements/index.ts';
import { requireTurn } from '../turns/index.ts';
import { requirePost } from './access.ts';
import { abilities, canAnnounce } from './policy.ts';
import { presentPost } from './present.ts';
import { readSchedule, requireOpenThen, requirePlace } from './schedule.ts';
import { addKudos, addPost, findPost, findReading, hasSkill } from './store.ts';
import { recordPost } from './tell.ts';
import { flaggedBody, understand } from './text.ts';

export async function writePost(
  kernel: Kernel,
  viewer: Viewer,
  input: PostCreate,
  key: string | undefined,
): Promise<Post> {
  checkKind(refusedParts(input, kernel.now()));
  const addressed = input.audience.community;
  const { confirmed, ...said } = input;
  let after: (() => void) | undefined;
  const write = async (tx: Transaction, opinion: unknown): Promise<Post> => {
    const now = kernel.now();
    // That it is meant so makes it no other request.
    const creation = { key, request: { operation: 'createPost', input: said }, now };
    const [{ id, replayed }, community, mentioned] = await Promise.all([
      claimKey(tx, viewer, creation, kernel.newId()),
      addressed === null ? null : findCommunity(tx, viewer.person, addressed),
      findByUserNames(tx, findMentions(input.text)),
    ]);
    if (replayed) return presentPost(viewer, await requirePost(tx, viewer, id));
    const at = readSchedule(kernel, input.scheduledFor);
    if (community === undefined) throw notFound('community');
    if (community && !canWrite(community))
      throw new Failure('forbidden', `You are not a member of ${community.name}: join it to write there.`);
    await requireGoodStanding(tx, viewer, community?.id ?? null, now);
    if (input.kind === 'announcement' && !canAnnounce(viewer, community?.id ?? null))
      throw new Failure(
        'forbidden',
        community
          ? `Its stewards announce in ${community.name}: write an update instead.`
          : 'Administrators announce to everyone: write an update instead.',
      );
    const [audience] = await Promise.all([
      chooseAudience(kernel, tx, viewer, input.audience, community),
      requireTurn(
        tx,
        'post',
        { gap: kernel.settings.secondsBetweenPosts, most: kernel.settings.postsPerHour, within: 3600 },
        now,
        (seconds) => `You published moments ago, or often within this hour. Try again in ${seconds} s.`,
      ),
    ]);
    const { kind, title = null, link = null, reshareable } = input;
    const original = input.original === undefined ? null : await requireOriginal(tx, viewer, input.original);
    if (input.kudos) await checkThanked(tx, viewer, input.kudos, audience);
    const details = detailsOf(kernel, input);
    const commenters = input.commenters ?? community?.default_commenters ?? 'readers';
    const page = link && (pageKey(kernel.settings.pages, link) ?? null);
    const text = understand(input.text, input.tags, mentioned, subjectOf(input));
    const post = {
      ...{
        id,
        community: community?.id ?? null,
        author: viewer.person,
        kind,
        title,
        link,
        page,
        commenters,
        reshareable,
      },
      ...{ details, original, ...text, source: input.text, createdAt: now },
    };
    const linked = link ?? firstLink(text.body);
    if (at) {
      requireOpenThen(details, at);
      await requirePlace(tx, viewer);
      const own = await ownAudience(kernel, tx, viewer);
      // Rule: until its time a post is its author's alone; where it goes was found to be theirs to write to above.
      await elevated(tx, async () => {
        await addPost(tx, { ...post, audience: own, schedule: { at, audience } });
        if (input.kudos) await addKudos(tx, { id, audience: own }, input.kudos.to);
      });
      await attach(tx, input, { post: id, comment: null });
      await wantPreview(kernel, tx, id, linked, now);
      const row = await requirePost(tx, viewer, id);
      await recordPost(tx, viewer, row, 'post.updated', now);
      return presentPost(viewer, row);
    }
    const held =
      community &&
      (await kernel.screening.screen(
        tx,
        {
          ...{ community, author: viewer.person, kind: 'post', title, confirmed: confirmed === true },
          degree: addressedDegree(viewer, input.audience, community),
          parts: [
            ...[saidIn(text.body), ...(input.poll?.options ?? []), link ?? '', text.tags.join(' ')],
            ...(await attachedWords(tx, viewer, input)),
          ],
        },
        opinion,
      ));
    if (held) {
      await addPost(tx, { ...post, audience });
      if (input.kudos) await addKudos(tx, { id, audience }, input.kudos.to);
      await attach(tx, input, { post: id, comment: null });
      await wantPreview(kernel, tx, id, linked, now);
      const thing = { kind: 'post', subject: id, community: community.id, author: viewer.person, title } as const;
      const rest = { body: flaggedBody({ ...post, kind }), language: text.language, createdAt: now };
      after = await kernel.screening.hold(tx, { ...thing, ...rest }, { ...held, new: true }, now);
      // Rule: the writer sees what they wrote; that they hold its new audience is known from the next request on.
      return presentPost(viewer, (await elevated(tx, () => findPost(tx, viewer.person, id)))!);
    }
    const place = { audience, community: post.community };
    const add = () => addPost(tx, { ...post, audience });
    const attached = (input.attachments?.length ?? 0) > 0;
    if (attached) {
      await add();
      await attach(tx, input, { post: id, comment: null });
    }
    closing(tx);
    const [, , , , written] = await Promise.all([
      attached || add(),
      input.kudos && addKudos(tx, { id, audience }, input.kudos.to),
      wantPreview(kernel, tx, id, linked, now),
      recordEvent(tx, {
        ...{ type: 'post.created', at: now, actor: viewer.person, ...place, post: id },
        subject: { kind: 'post', id },
        data: { kind, tags: text.tags },
      }),
      findPost(tx, viewer.person, id),
    ]);
    return presentPost(viewer, written!);
  };
  const post = await kernel.screening.through((opinion) =>
    kernel.database.transaction(viewer, (tx) => write(tx, opinion)),
  );
  after?.();
  return post;
}

/** The post that a re-share points to: what is a re-share itself stands for its original. */
async function requireOriginal(tx: Transaction, viewer: Viewer, id: string): Promise<string> {
  const shared = await requirePost(tx, viewer, id);
  const original = shared.original_id === null ? shared : shared.original;
  // What the viewer does not see of it is nothing to them.
  if (!original) throw notFound('post');
  if (!abilities(viewer, shared).reshare)
    throw new Failure('forbidden', 'Its author did not allow to re-share it, or it is held or removed.');
  return original.id;
}

/** Who is thanked reads it, and nobody thanks themselves. One answer for all whom the viewer cannot thank. */
async function checkThanked(
  tx: Transaction,
  viewer: Viewer,
  { to, skill }: NonNullable<PostCreate['kudos']>,
  audience: number,
): Promise<void> {
  const [readers, known] = [await findReading(tx, to, audience), await findReferences(tx, to)];
  const errors = to.flatMap((person, index) =>
    person !== viewer.person && readers.has(person) && known.has(person)
      ? []
      : [
          {
            path: `kudos.to.${index}`,
            message: person === viewer.person ? 'is yourself' : 'is nobody who reads this',
          },
        ],
  );
  if (errors.length > 0)
    throw new Failure(
      'invalid-request',
      'Whoever is thanked must be able to read it, and be somebody else. Choose other readers or other people.',
      { errors },
    );
  if (skill !== undefined && !(await hasSkill(tx, skill)))
    throw new Failure('invalid-request', 'The vocabulary has no such skill.', {
      errors: [{ path: 'kudos.skill', message: 'is not in the vocabulary' }],
    });
}

const detailsOf = ({ settings }: Kernel, { poll, kudos }: PostCreate): KindDetails | null => {
  if (kudos) return kudos.skill === undefined ? null : { skill: kudos.skill };
  if (!poll) return null;
  const { options, ...rest } = poll;
  return {
    ...rest,
    options: options.map((label, index) => ({ id: String(index + 1), label })),
    step: settings.fewestCounted,
  };
};

/** Throws what is wrong with the parts that a post of its kind has, or lacks. */
export function checkKind(refusal: Refusal | undefined): void {
  if (refusal)
    throw new Failure('invalid-request', refusal.detail, {
      errors: [{ path: refusal.path, message: refusal.message }],
    });
}
