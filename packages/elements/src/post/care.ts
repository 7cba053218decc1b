import type { Comment, Me, Post, Revision } from '@parvis/contracts';
import { type Circle, type Degree, circles as allCircles, degrees } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import type { PostActionsController, PostStore } from '../controllers/post-actions-controller.ts';
import { fieldTime } from '../internal/field-time.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { differences } from './differences.ts';
import { neighbourOf } from './neighbour.ts';
import { circleTerms } from './template.ts';

type History = { thing: Post | Comment; post: string; items: readonly Revision[]; next: string | null };
type Scene =
  | { kind: 'history'; history: History | undefined }
  | { kind: 'move'; post: Post; me: Me | undefined; wider: boolean }
  | { kind: 'schedule'; post: Post }
  /** It went from here: what was done is said where nothing is left to say it under. */
  | { kind: 'gone'; words: string };

const pageSize = 20;

type Block = Post['body'][number];
type Inline = Extract<Block, { type: 'paragraph' }>['children'][number];

const words = (inlines: readonly Inline[]): string => inlines.map(word).join('');
const word = (inline: Inline): string => {
  if (inline.type === 'break') return '\n';
  if (inline.type === 'mention') return `@${inline.name}`;
  if (inline.type === 'tag') return `#${inline.name}`;
  if (inline.type === 'image') return `${inline.alt} (${inline.src})`;
  if ('text' in inline) return inline.text;
  const text = words(inline.children);
  // Where a link leads is a part of what was said.
  return inline.type === 'link' && inline.href.replace(/\/$/, '') !== text.replace(/\/$/, '')
    ? `${text} (${inline.href})`
    : text;
};
const lines = (block: Block): string => {
  if (block.type === 'rule') return '—';
  if (block.type === 'code') return block.text;
  if (block.type === 'quote') return plain(block.children);
  if (block.type === 'list') return block.items.map((item) => `• ${plain(item)}`).join('\n');
  if (block.type === 'table') return [block.head, ...block.rows].map((row) => row.map(words).join(' | ')).join('\n');
  return words(block.children);
};
/** The words of a tree of rich text, a line for each part. */
const plain = (body: Post['body']): string => body.map(lines).join('\n');

/** What came and what went, against the version before if there is one. */
const changes = (now: string, before: string | undefined) =>
  before === undefined
    ? now
    : differences(before, now).map(({ text, kind }) =>
        kind === 'same' ? text : kind === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`,
      );

/** What few need of a post later: its history, moving it, another time for it. Loaded when one is first opened. */
export class Care {
  readonly #host: ParvisElement;
  readonly #store: PostStore;
  readonly #actions: PostActionsController;
  #scene: Scene | undefined;
  #error: unknown;
  #busy = false;
  #back: HTMLElement | undefined;
  /** Where the focus goes if the post goes. */
  #next: HTMLElement | undefined;

  constructor(host: ParvisElement, store: PostStore, actions: PostActionsController) {
    this.#host = host;
    this.#store = store;
    this.#actions = actions;
  }

  get #dialog() {
    return this.#host.renderRoot.querySelector<HTMLDialogElement>('dialog.care');
  }

  async #open(scene: Scene, back: HTMLElement | undefined) {
    this.#scene = scene;
    this.#error = undefined;
    this.#back = back;
    this.#next = neighbourOf(this.#host, back);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#dialog?.showModal();
  }

  #set(scene: Scene | undefined, error?: unknown) {
    this.#scene = scene;
    this.#error = error;
    this.#host.requestUpdate();
  }

  /** Of a post, or of a comment on it. */
  async history(post: Post, comment: Comment | undefined, back: HTMLElement | undefined) {
    const thing = comment ?? post;
    await this.#open({ kind: 'history', history: undefined }, back);
    await this.#more({ thing, post: post.id, items: [], next: null });
  }

  async #more({ thing, post, items, next }: History) {
    const query = { limit: pageSize, ...(next && { cursor: next }) };
    try {
      const page = await this.#actions.request((client) =>
        'parent' in thing ? client.comments.revisions(thing.id, query) : client.posts.revisions(thing.id, query),
      );
      if (this.#scene?.kind === 'history')
        this.#set({ kind: 'history', history: { thing, post, items: [...items, ...page.items], next: page.next } });
    } catch (error) {
      this.#set(this.#scene, error);
    }
  }

  async move(post: Post, back: HTMLElement | undefined) {
    await this.#open({ kind: 'move', post, me: undefined, wider: false }, back);
    const me = await this.#actions.me();
    if (!me) return this.#set(this.#scene, { code: 'network' });
    this.#set({ kind: 'move', post, me, wider: false });
    await this.#host.updateComplete;
    this.#dialog?.querySelector<HTMLElement>('select, button')?.focus();
  }

  schedule = (post: Post, back: HTMLElement | undefined) => this.#open({ kind: 'schedule', post }, back);

  #close = () => this.#dialog?.close();

  #closed = () => {
    this.#scene = undefined;
    this.#host.requestUpdate();
    (this.#back?.isConnected ? this.#back : this.#next)?.focus();
  };

  async #do(deed: Parameters<PostActionsController['change']>[1], post: Post, told: string) {
    if (this.#busy) return;
    this.#busy = true;
    this.#set(this.#scene);
    try {
      await this.#actions.change(post.id, deed);
      if (this.#store.find(post.id)) {
        this.#close();
        this.#actions.tell(post.id, told);
      } else {
        this.#set({ kind: 'gone', words: told });
        await this.#host.updateComplete;
        this.#dialog?.querySelector('button')?.focus();
      }
    } catch (error) {
      const asks = (error as { errors?: { path: string }[] }).errors?.some(({ path }) => path === 'wider');
      if (asks && this.#scene?.kind === 'move') this.#set({ ...this.#scene, wider: true });
      else this.#set(this.#scene, error);
    } finally {
      this.#busy = false;
      this.#host.requestUpdate();
    }
  }

  #move = (event: Event) => {
    event.preventDefault();
    if (this.#scene?.kind !== 'move') return;
    const { post, me } = this.#scene;
    const data = new FormData(event.target as HTMLFormElement);
    const community = String(data.get('community') ?? '');
    const name = me?.communities.find(({ id }) => id === community)?.name ?? '';
    const degree = String(data.get('degree') ?? '') as Degree | '';
    const body = {
      community,
      ...(degree && { degree }),
      ...(data.has('circle') && { circles: data.getAll('circle') as Circle[] }),
      ...(data.has('wider') && { wider: true }),
    };
    void this.#do(({ posts }) => posts.move(post.id, body), post, this.#host.localize.term('careMoved', name));
  };

  #schedule = (event: Event) => {
    event.preventDefault();
    if (this.#scene?.kind !== 'schedule') return;
    const { post } = this.#scene;
    const given = new Date(String(new FormData(event.target as HTMLFormElement).get('at')));
    if (isNaN(+given)) return;
    const at = given.toISOString();
    const { localize } = this.#host;
    void this.#do(
      ({ posts }) => posts.update(post.id, { scheduledFor: at }),
      post,
      localize.term('careScheduled', localize.exact(at)),
    );
  };

  overlay() {
    const scene = this.#scene;
    if (!scene) return nothing;
    const { localize } = this.#host;
    const title = { history: 'careHistory', move: 'careMove', schedule: 'careSchedule', gone: 'careMove' } as const;
    return html`<dialog class="over care" part="dialog" aria-labelledby="care-title" @close=${this.#closed}>
      <h2 id="care-title">${localize.term(title[scene.kind])}</h2>
      ${
        scene.kind === 'history'
          ? this.#history(scene.history)
          : scene.kind === 'move'
            ? this.#moving(scene)
            : scene.kind === 'schedule'
              ? this.#scheduling(scene.post)
              : html`<p role="status">${scene.words}</p>`
      }
      ${this.#error ? html`<p class="problem" role="alert">${this.#words(this.#error)}</p>` : nothing}
      ${
        scene.kind === 'history' || scene.kind === 'gone'
          ? html`<div class="form-end">
              <button class="outlined" type="button" @click=${this.#close}>${localize.term('close')}</button>
            </div>`
          : nothing
      }
    </dialog>`;
  }

  /** What was refused here has its reason in the answer, in the language of the server. */
  #words(error: unknown) {
    const { localize } = this.#host;
    const { code } = error as { code?: string };
    if (code === 'forbidden') return localize.term('careMoveForbidden');
    if (code === 'conflict') return localize.term('careMoveConflict');
    if (code === 'invalid-request')
      return localize.term(this.#scene?.kind === 'schedule' ? 'careScheduleWrong' : 'careMoveWrong');
    return problemWords(error, localize);
  }

  #history(history: History | undefined) {
    const { localize } = this.#host;
    if (!history)
      return this.#error ? nothing : html`<p class="muted" role="status">${localize.term('careHistoryLoading')}</p>`;
    const { thing, items, next } = history;
    const images = (thing.attachments ?? []).filter(({ kind }) => kind === 'image');
    const { body, language, editedAt: at } = thing;
    const now = { title: 'title' in thing ? thing.title : null, body, language, at, images };
    const versions = [now, ...items];
    // What is said of an image is a part of what was said.
    const text = ({ title, body, images }: Pick<Revision, 'title' | 'body' | 'images'>) =>
      [title, plain(body), ...images.map(({ name, alt }) => localize.term('careImage', name, alt ?? ''))]
        .filter(Boolean)
        .join('\n');
    return html`<p class="muted">${localize.term('careHistoryText')}</p>
      <ol>
        ${versions.map((version, index) => {
          const before = versions[index + 1];
          const last = !before && next === null;
          return html`<li>
            <b>${localize.term(index === 0 ? 'careNow' : last ? 'careFirst' : 'careBefore')}</b>
            ${version.at ? html`<time datetime=${version.at}>${localize.exact(version.at)}</time>` : nothing}
            <p class="changes" dir="auto" lang=${version.language ?? nothing}>
              <span>${changes(text(version), before && text(before))}</span>
            </p>
          </li>`;
        })}
      </ol>
      ${
        next
          ? html`<button class="outlined" type="button" @click=${() => this.#more(history)}>
              ${localize.term('careHistoryMore')}
            </button>`
          : nothing
      }`;
  }

  #moving({ post, me, wider }: Extract<Scene, { kind: 'move' }>) {
    const { localize } = this.#host;
    if (!me) return this.#error ? nothing : html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    const places = me.communities.filter(({ id }) => id !== post.audience.community?.id);
    if (places.length === 0)
      return html`<p>${localize.term('careMoveNowhere')}</p>
        <div class="form-end">
          <button class="outlined" type="button" @click=${this.#close}>${localize.term('close')}</button>
        </div>`;
    const mine = post.author.id === me.person.id;
    const names = me.degreeNames[localize.language];
    return html`<form @submit=${this.#move}>
      <p>${localize.term('careMoveText')}</p>
      <label
        >${localize.term('careMoveTo')}
        <select name="community" required>
          ${places.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
      </label>
      ${
        mine
          ? html`<label
                >${localize.term('careMoveDegree')}
                <select name="degree">
                  <option value="">${localize.term('careMoveUsual')}</option>
                  ${degrees
                    .filter((degree) => degree <= me.clearance)
                    .map((degree) => html`<option value=${degree}>${names?.[degree] ?? degree}</option>`)}
                </select>
              </label>
              ${
                post.audience.circles.length > 1
                  ? html`<fieldset>
                      <legend>${localize.term('careMoveCircles')}</legend>
                      ${allCircles
                        .filter((circle) => post.audience.circles.includes(circle))
                        .map(
                          (circle) =>
                            html`<label class="line"
                              ><input type="checkbox" name="circle" value=${circle} checked />${localize.term(
                                circleTerms[circle],
                              )}</label
                            >`,
                        )}
                    </fieldset>`
                  : nothing
              }`
          : nothing
      }
      ${
        wider
          ? html`<label class="line notice" role="alert"
              ><input type="checkbox" name="wider" required />${localize.term('careMoveWider')}</label
            >`
          : nothing
      }
      <div class="form-end">
        <button class="quiet" type="button" @click=${this.#close}>${localize.term('cancel')}</button>
        <button class="primary" aria-disabled=${this.#busy}>${localize.term('careMoveDo')}</button>
      </div>
    </form>`;
  }

  #scheduling(post: Post) {
    const { localize } = this.#host;
    const now = Date.now();
    return html`<form @submit=${this.#schedule}>
      <p>${localize.term('careScheduleText')}</p>
      <label
        >${localize.term('careScheduleAt')}
        <input
          type="datetime-local"
          name="at"
          required
          min=${fieldTime(new Date(now + 120_000))}
          .value=${fieldTime(post.scheduledFor ? new Date(post.scheduledFor) : new Date(now + 3_600_000))}
        />
      </label>
      <div class="form-end">
        <button class="quiet" type="button" @click=${this.#close}>${localize.term('cancel')}</button>
        <button class="primary" aria-disabled=${this.#busy}>${localize.term('save')}</button>
      </div>
    </form>`;
  }
}
