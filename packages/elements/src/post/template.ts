import type { Comment, Post } from '@parvis/contracts';
import { type PostKind, type ReactionKind, circles as allCircles, reactionKinds } from '@parvis/contracts/tables';
import { type TemplateResult, nothing } from 'lit';
import award from 'lucide/dist/esm/icons/party-popper.mjs';
import support from 'lucide/dist/esm/icons/hand-heart.mjs';
import curious from 'lucide/dist/esm/icons/circle-question-mark.mjs';
import bookmark from 'lucide/dist/esm/icons/bookmark.mjs';
import check from 'lucide/dist/esm/icons/circle-check.mjs';
import ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import external from 'lucide/dist/esm/icons/external-link.mjs';
import heart from 'lucide/dist/esm/icons/heart.mjs';
import lightbulb from 'lucide/dist/esm/icons/lightbulb.mjs';
import lock from 'lucide/dist/esm/icons/lock.mjs';
import pin from 'lucide/dist/esm/icons/pin.mjs';
import message from 'lucide/dist/esm/icons/message-square.mjs';
import smile from 'lucide/dist/esm/icons/face-slightly-smiling-plus.mjs';
import thumb from 'lucide/dist/esm/icons/thumbs-up.mjs';
import { isGone } from '../controllers/is-gone.ts';
import type { PostState } from '../controllers/post-actions-controller.ts';
import { articleWords } from '../internal/article.ts';
import { avatar } from '../internal/avatar.ts';
import { html, icon } from '../internal/icons.ts';
import type { ParvisLocalize } from '../internal/localize.ts';
import { richText } from '../internal/rich-text.ts';
import { byline, standing } from './byline.ts';

const icons = {
  thanks: icon(heart),
  like: icon(thumb),
  insightful: icon(lightbulb),
  celebrate: icon(award),
  support: icon(support),
  curious: icon(curious),
} satisfies Record<ReactionKind, TemplateResult>;
const reactIcon = icon(smile);
const commentIcon = icon(message);
const moreIcon = icon(ellipsis);
const lockIcon = icon(lock);
const pinIcon = icon(pin);
const checkIcon = icon(check);
const externalIcon = icon(external);
const bookmarkIcon = icon(bookmark);

const reactionTerms = {
  thanks: 'reactionThanks',
  like: 'reactionLike',
  insightful: 'reactionInsightful',
  celebrate: 'reactionCelebrate',
  support: 'reactionSupport',
  curious: 'reactionCurious',
} as const;

export const kindTerms = {
  update: 'kindUpdate',
  question: 'kindQuestion',
  link: 'kindLink',
  announcement: 'kindAnnouncement',
  kudos: 'kindKudos',
  idea: 'kindIdea',
  poll: 'kindPoll',
} as const satisfies Record<PostKind, string>;

export const circleTerms = {
  employee: 'circlesEmployee',
  client: 'circlesClient',
  supplier: 'circlesSupplier',
} as const;

/** Beyond about this many characters a post is cut off with a button to see the rest. */
const long = 1_400;
const lengths = new WeakMap<Post['body'], number>();
export const isLong = ({ body }: Post) => {
  const length = lengths.get(body) ?? JSON.stringify(body).length;
  lengths.set(body, length);
  return length > long * 1.4;
};

const hostOf = (address: string) => {
  try {
    return new URL(address).host.replace(/^www\./, '');
  } catch {
    return address;
  }
};
const safe = (address: string) => (/^https?:/i.test(address) ? address : nothing);

/** What a post or comment has been given, and what else one may give. */
export function reactions(
  thing: { reactions: Post['reactions']; abilities: { react: boolean } },
  open: boolean,
  localize: ParvisLocalize,
  offered: readonly ReactionKind[],
) {
  const { react } = thing.abilities;
  const given = new Map(thing.reactions.map((reaction) => [reaction.kind, reaction]));
  // What was given stays, also where it is offered no longer.
  const others = reactionKinds.filter(
    (kind) => given.has(kind) && !(open && (!offered.length || offered.includes(kind))),
  );
  const shown = open ? [...(offered.length ? offered : reactionKinds), ...others] : others;
  const chips: unknown[] = shown.map((kind) => {
    const { count = 0, mine = false } = given.get(kind) ?? {};
    const name = localize.term(reactionTerms[kind]);
    return html`<button
      class="chip"
      type="button"
      data-act="react"
      data-kind=${kind}
      aria-pressed=${mine}
      aria-label=${localize.term('reactionCount', name, count)}
      title=${name}
      ?disabled=${!react || (offered.length > 0 && !offered.includes(kind) && !mine)}
    >
      ${icons[kind]}${count || nothing}
    </button>`;
  });
  if (react && !shown.length)
    chips.push(
      // Where it is narrow the word goes and the icon alone stays.
      html`<button
        class="quiet"
        type="button"
        data-act="reactions"
        aria-expanded="false"
        aria-label=${localize.term('react')}
      >
        ${reactIcon}<span class="wide">${localize.term('react')}</span>
      </button>`,
    );
  else if (react && !open)
    chips.push(
      html`<button
        class="quiet"
        type="button"
        data-act="reactions"
        aria-expanded="false"
        title=${localize.term('react')}
      >
        ${reactIcon}
      </button>`,
    );
  return chips;
}

export const linkCard = (address: string, localize: ParvisLocalize) =>
  html`<a class="link" href=${safe(address)} rel="noopener nofollow">
    ${externalIcon}<span
      ><span class="visually-hidden">${localize.term('postLinkTo', '')}</span><b>${hostOf(address)}</b>
      <span class="muted">${address}</span></span
    >
  </a>`;

/** That a text is another one than at first, which leads to what it was where that is kept. */
export const edited = (thing: Pick<Post | Comment, 'editedAt' | 'revisions'>, localize: ParvisLocalize) => {
  const when = localize.exact(thing.editedAt!);
  const word = localize.term('postEdited');
  return thing.revisions
    ? html`<button
        class="edited"
        type="button"
        data-act="history"
        aria-haspopup="dialog"
        aria-label=${localize.term('postEditedShow')}
        title=${when}
      >
        ${word}
      </button>`
    : html`<span title=${when}>${word}</span>`;
};

/** What is held or removed is read by its author and its desk alone, whatever degree it had. */
const hasDegree = ({ state }: Post) => state === 'published' || state === 'scheduled';
/** Not for everybody inside: told by more than a letter. */
const isConfined = (post: Post) => hasDegree(post) && post.audience.degree >= 'C2';

/** What a reader must know of the other readers, and that a text is another one than at first. */
const marks = (post: Post, localize: ParvisLocalize, readers: string, degreeName: string) => {
  const shown = [
    // Who reads another language may want it translated by the browser, which goes by the `lang` of the text.
    post.language && post.language !== localize.language
      ? html`<span>${localize.term('postLanguage', localize.languageName(post.language))}</span>`
      : nothing,
    post.editedAt ? edited(post, localize) : nothing,
    post.pinned ? html`<span class="badge">${pinIcon}${localize.term('postPinned')}</span>` : nothing,
    post.locked
      ? html`<span class="badge">${lockIcon}${localize.term('postLocked')}</span>${
            post.abilities.edit ? why(localize) : nothing
          }`
      : nothing,
    post.audience.circles.some((circle) => circle !== 'employee')
      ? html`<span class="badge outside">${readers}</span>`
      : nothing,
    isConfined(post)
      ? html`<span class="badge secret">${lockIcon}${post.audience.degree} ${degreeName}</span>`
      : nothing,
  ];
  // Each begins with the space that the dots between them stand in.
  return shown.filter((mark) => mark !== nothing).map((mark) => [' ', mark]);
};

const heading = ({ id, kind, title, accepted, language }: Post, localize: ParvisLocalize) =>
  html`<h3 id="title-${id}" part="title" dir="auto">
    ${kind === 'update' ? nothing : html`<span class="kind" data-kind=${kind}>${localize.term(kindTerms[kind])}</span>`}
    <span lang=${language ?? nothing}>${title}</span>
    ${accepted ? html`<span class="answered">${checkIcon}${localize.term('postAnswered')}</span>` : nothing}
  </h3>`;

/** In the place of a thing that its reader may not read any more. */
export const goneNotice = (id: string, flagged: boolean, localize: ParvisLocalize) =>
  html`<p class="notice gone" id="gone-${id}" role="status">${localize.term(flagged ? 'goneFlagged' : 'gone')}</p>`;

const unpublished = {
  barred: 'postBarred',
  'not-cleared': 'postNotCleared',
  'not-member': 'postNotMember',
  'refused-words': 'postRefusedWords',
} as const;

const noticeWords = ({ state, scheduledFor, notPublished, review }: Post, localize: ParvisLocalize): string => {
  if (scheduledFor) return localize.term('postScheduled', localize.exact(scheduledFor));
  if (state === 'scheduled') return localize.term(unpublished[notPublished ?? 'not-member']);
  if (state === 'published') return localize.term('postUnverified');
  return localize.term(review ? 'postReview' : state === 'held' ? 'postHeld' : 'postRemoved');
};

/** To who wrote it: why it was decided so, and what they can do about it. */
export const why = (localize: ParvisLocalize) =>
  html`<button class="quiet" type="button" data-act="why" aria-haspopup="dialog">${localize.term('postWhy')}</button>`;

const notice = (post: Post, localize: ParvisLocalize) => {
  const { statement } = post;
  return html`<p class="notice" part="notice">
    ${noticeWords(post, localize)}
    ${statement?.article ? html`<br /><b>${articleWords(statement.article, localize)}</b>` : nothing}
    ${statement?.note ? html`<br />${statement.note}` : nothing} ${statement ? why(localize) : nothing}
  </p>`;
};

/** Only what still is: the time of a mute comes without anything being told. */
const muted = ({ mutedUntil }: Post, localize: ParvisLocalize) =>
  mutedUntil && Date.parse(mutedUntil) > Date.now()
    ? html`<p class="notice" role="status">
        ${localize.term('postMuted', localize.moment(mutedUntil))}
        <button class="quiet" type="button" data-act="unmute">${localize.term('undo')}</button>
      </p>`
    : nothing;

export type PostScene = {
  localize: ParvisLocalize;
  state: PostState;
  degreeName: string;
  /** What lies under the post while it is open: its comments. */
  thread: unknown;
  /** What stands in place of the text while it is edited. */
  editor: unknown;
  /** Images, files and what a link leads to. */
  attached: unknown;
  /** Why what was pressed did not go, in words. */
  problem: string;
  /** A place at the end of the actions. */
  extra: unknown;
  /** What the post has of its kind, under its text. */
  ofKind: unknown;
  /** Under its actions. */
  below: unknown;
  /** The reactions that are offered, where that is known. */
  offered: readonly ReactionKind[];
};

/**
 * What a post looks like, inside the `<article>` that its feed or its element draws around it. What every post has
 * stands in one template: each further one is cloned and inserted apart.
 */
export function postTemplate(
  post: Post,
  { localize, state, degreeName, thread, editor, attached, problem, extra, ofKind, below, offered }: PostScene,
) {
  const { id, kind, author, abilities } = post;
  const { community, circles, degree } = post.audience;
  const place = community ? community.name : localize.term('postEveryone');
  const readers = allCircles
    .filter((circle) => circles.includes(circle))
    .map((circle) => localize.term(circleTerms[circle]))
    .join(', ');
  const cut = !state.expanded && isLong(post);
  const gone = isGone(post);
  const comments = localize.term(kind === 'question' ? 'answers' : 'comments', post.commentCount);
  // Also of what is gone: with a template of its own the flag button would be another one, and an open dialog closed.
  return html`
    <header part="header" ?hidden=${gone}>
      ${avatar(author)}
      <div class="who">
        <p class="author" part="author">${byline(author, `by-${id}`)}${standing(author, localize)}</p>
        <p class="meta" part="meta">
          <span title=${localize.term('postReaders', place, readers)}>${place}</span>
          <time datetime=${post.createdAt} title=${localize.exact(post.createdAt)}
            >${localize.ago(post.createdAt)}</time
          >
          <span title=${localize.term('postDegree', degree)} ?hidden=${!hasDegree(post) || isConfined(post)}
            >${degree}</span
          >
          ${marks(post, localize, readers, degreeName)}
        </p>
      </div>
      <button class="quiet more" type="button" data-act="menu" aria-haspopup="menu" title=${localize.term('postMore')}>
        ${moreIcon}
      </button>
    </header>
    ${gone ? goneNotice(id, post.flag !== null, localize) : post.state === 'published' && !post.statement ? nothing : notice(post, localize)}
    ${editor ?? (kind === 'update' && !post.title ? nothing : heading(post, localize))}
    <div
      class=${cut ? 'text cut' : 'text'}
      part="text"
      id="text-${id}"
      lang=${post.language ?? nothing}
      dir="auto"
      ?hidden=${editor || gone}
    >
      ${editor ? nothing : richText(post.body)}
    </div>
    ${
      cut && !editor
        ? html`<button class="quiet show" type="button" data-act="expand">${localize.term('postShow')}</button>`
        : nothing
    }
    ${post.link && !editor && !post.preview ? linkCard(post.link, localize) : nothing}
    ${editor || gone ? nothing : attached} ${ofKind}
    <footer part="actions">
      <div class="reactions">${reactions(post, !!state.reacting, localize, offered)}</div>
      <button
        class="quiet"
        type="button"
        data-act="thread"
        aria-expanded=${!!state.thread}
        aria-label=${comments}
        data-count=${post.commentCount || nothing}
        ?hidden=${!abilities.comment && !post.commentCount}
      >
        ${commentIcon}<span class="wide">${comments}</span>
      </button>
      ${
        kind === 'question' && !post.accepted && post.state === 'published'
          ? html`<button class="quiet" type="button" data-act="experts" aria-expanded=${state.below === 'experts'}>
              ${localize.term('postWho')}
            </button>`
          : nothing
      }
      <button
        class="quiet mark"
        type="button"
        data-act="bookmark"
        aria-pressed=${post.bookmarked}
        title=${localize.term('bookmark')}
        ?hidden=${gone}
      >
        ${bookmarkIcon}
      </button>
      ${extra}
    </footer>
    ${muted(post, localize)}
    ${
      state.told
        ? html`<p class="told" role="status">
            ${state.told}
            ${
              state.undo
                ? html`<button class="quiet" type="button" data-act="undo">${localize.term('undo')}</button>`
                : nothing
            }
          </p>`
        : nothing
    }
    ${state.error ? html`<p class="problem" role="alert">${problem}</p>` : nothing} ${below} ${thread}
  `;
}
