import {
  type WritablePostKind,
  isConfidential,
  limits,
  titledPostKinds,
  writablePostKinds,
} from '@parvis/contracts/tables';
import { type PropertyValues, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import close from 'lucide/dist/esm/icons/x.mjs';
import { ComposerController } from '../controllers/composer-controller.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import type { Kept } from '../controllers/uploads-controller.ts';
import { ParvisDraftRestoredEvent, ParvisPostCreatedEvent } from '../events/index.ts';
import { choice } from '../internal/choice.ts';
import { icon } from '../internal/icons.ts';
import { missed } from '../internal/problems.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { fields } from '../styles/fields.ts';
import { problemStyles } from '../styles/problem.ts';
import { states } from '../styles/states.ts';
import { focusWriting, writing } from '../writing/field.ts';
import { outsiders } from '../writing/outsiders.ts';
import type { Attaching, AttachingPlace } from '../writing/attachments.ts';
import { composerStyles } from './composer.styles.ts';
import type { Joining } from './joining.ts';
import { type KindPart, type KindScene, faultNote, kindChoice, kinds } from './kinds/index.ts';
import { Readers } from './readers.ts';
import { checkSchedule, isScheduled, requestSchedule, scheduleButton, scheduleField } from './schedule.ts';

const closeIcon = icon(close);

/**
 * @summary Where one writes: an update, a question, a poll and more, for readers that are chosen in one place and always shown.
 *
 * @event parvis-post-created - What was written is published (`post`).
 * @event parvis-draft-restored - What somebody was writing here is back: a page that folds its composer unfolds it.
 *
 * @csspart form - The whole composer.
 * @csspart readers - The button that shows and changes who will read it.
 * @csspart publish - The button that publishes.
 * @csspart actions - What stands under the text.
 * @csspart closed - What stands where nothing can be written.
 * @csspart attachments - The files and images of what is being written.
 * @csspart error - What stands where it could not be loaded.
 * @csspart dialog - What asks before something goes on: the charter, a warning, where to move it.
 */
export class ParvisComposer extends ParvisElement {
  static override readonly elementName: string = 'composer';
  static override readonly families = ['common', 'feed', 'composer'] as const;
  static override styles = [...ParvisElement.styles, states, fields, problemStyles, composerStyles];

  readonly #composer = new ComposerController(this);
  readonly #readers = new Readers(this, this.#composer);
  readonly #scene: KindScene = { host: this, composer: this.#composer };
  readonly #parts = new Map<WritablePostKind, KindPart>();
  readonly #online = new OnlineController(
    this,
    () => this.#composer.status === 'error' && !this.#composer.me && this.#composer.load(),
  );

  #told = false;
  /** The cursor is to go into the text, which is not there yet. */
  #awaited = false;
  /** Loaded once the composer stands: few attach something, and none before they see where. */
  #attaching: Attaching | undefined;
  readonly #place: AttachingPlace;
  #joining: Joining | undefined;

  /** Short name or id of the community to write in. Without it the writer chooses. */
  @property() community = '';
  /** Short name or id of the community that it begins in; the writer may choose another. */
  @property() proposed = '';
  /** Name of its draft. Composers with the same name, or without one in the same community, go on with the same. */
  @property() draft = '';
  /** What it begins as: `update`, `question`, `link`, `idea`, `poll`, `kudos` or `announcement`. */
  @property() kind: WritablePostKind = 'update';
  /** The id of a post to re-share: what is written here says why, and that post stands below it for those who read it. */
  @property() original = '';
  /** A title to begin with. */
  @property() heading = '';
  /** A text to begin with. */
  @property() text = '';

  constructor() {
    super();
    const composer = this.#composer;
    this.#place = {
      id: 'files',
      get kept() {
        return (composer.draft.extra['attachments'] as Kept[] | undefined) ?? [];
      },
      keep: (kept) => composer.changeExtra('attachments', kept.length ? kept : undefined),
      get fault() {
        return composer.faults['attachments'];
      },
    };
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (
      !this.hasUpdated ||
      changed.has('community') ||
      changed.has('proposed') ||
      changed.has('draft') ||
      changed.has('original') ||
      changed.has('kind') ||
      changed.has('heading') ||
      changed.has('text')
    )
      this.#composer.begin({
        community: this.community,
        proposed: this.proposed,
        draft: this.draft,
        kind: choice(this, 'kind', this.kind, writablePostKinds, 'update'),
        original: this.original,
        title: this.heading,
        text: this.text,
      });
  }

  protected override updated() {
    const { restored } = this.#composer;
    if (restored && !this.#told) this.dispatchEvent(new ParvisDraftRestoredEvent());
    this.#told = restored;
    if (this.#awaited && this.renderRoot.querySelector('#text')) this.focus();
  }

  protected override reload() {
    return this.#composer.load({ fresh: true });
  }

  /** Puts the cursor into the text, as soon as there is one. */
  override focus(options?: FocusOptions) {
    void this.updateComplete.then(() => {
      this.#awaited = !this.renderRoot.querySelector('#text');
      if (!this.#awaited) focusWriting(this.renderRoot, 'text', options);
    });
  }

  /** What is particular to a kind; nothing as long as it is being loaded. */
  #part(kind: WritablePostKind): KindPart | undefined {
    const { part } = kinds[kind];
    if (typeof part !== 'function') return part;
    const loaded = this.#parts.get(kind);
    if (!loaded)
      part(this).then(
        (loaded) => {
          this.#parts.set(kind, loaded);
          this.requestUpdate();
        },
        // Asked for again at the next drawing: a chunk that did not arrive is most often a lost connection.
        () => {},
      );
    return loaded;
  }

  protected override firstUpdated() {
    super.firstUpdated();
    void this.#loadAttaching().catch(() => {});
  }

  async #loadAttaching(): Promise<Attaching> {
    if (this.#attaching) return this.#attaching;
    const [{ Attaching }, { attachingStyles }] = await Promise.all([
      import('../writing/attachments.ts'),
      import('../writing/attachments.styles.ts'),
    ]);
    await this.extend('attaching', [attachingStyles]);
    this.#attaching ??= new Attaching(this, this.#place);
    this.requestUpdate();
    return this.#attaching;
  }

  /** Files that are dropped or pasted; text goes its usual way. */
  #handleFiles = async (event: DragEvent | ClipboardEvent) => {
    const given = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
    if (!given?.types.includes('Files')) return;
    event.preventDefault();
    const files = [...given.files];
    if (files.length)
      this.#loadAttaching().then(
        (attaching) => attaching.add(files),
        () => missed(this),
      );
  };

  #handleSubmit = async (event: Event) => {
    event.preventDefault();
    const { draft } = this.#composer;
    const part = this.#part(draft.kind);
    if (!part) return;
    const unready = await this.#attaching?.check();
    const { kept } = this.#place;
    const post = await this.#composer.publish(
      { ...part.check?.(draft), ...checkSchedule(draft), ...(unready && { attachments: unready }) },
      part.request?.(draft),
      requestSchedule(draft),
      kept.length ? { attachments: kept.map(({ id }) => id) } : undefined,
      this.original ? { original: this.original } : undefined,
    );
    if (post) {
      void this.#readers.show(false);
      this.dispatchEvent(new ParvisPostCreatedEvent(post));
    }
    await this.updateComplete;
    focusWriting(this.renderRoot, this.#composer.wrong[0] ?? 'text');
  };

  #handleKeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    (event.currentTarget as HTMLFormElement).requestSubmit();
  };

  /** What the community is for, where one writes to it, until it is put away. */
  #about() {
    const { localize } = this;
    const { about, community } = this.#composer;
    if (!about) return nothing;
    return html`<div class="about" role="note" aria-label=${localize.term('composerAbout', community!.name)}>
      <p>${about.purpose}${about.tone ? html` <em>${about.tone}</em>` : nothing}</p>
      <button
        class="quiet"
        type="button"
        title=${localize.term('composerAboutHide')}
        @click=${() => {
          this.#composer.hideAbout();
          this.focus();
        }}
      >
        ${closeIcon}
      </button>
    </div>`;
  }

  /** The way in, loaded where somebody stands before it. */
  #join() {
    const { community } = this;
    if (this.#joining?.id !== community) {
      this.#joining = undefined;
      void Promise.all([import('./joining.ts'), this.extend('joining', [])])
        .then(([{ Joining }]) => {
          if (community !== this.community || this.#joining) return;
          this.#joining = new Joining(this, this.#composer, community);
          this.requestUpdate();
        })
        // Asked for again at the next drawing: a chunk that did not arrive is most often a lost connection.
        .catch(() => {});
      return nothing;
    }
    return this.#joining.render();
  }

  #done(): string {
    const { published } = this.#composer;
    if (!published) return '';
    if (published === true) return this.localize.term('composerPublished');
    if (published === 'review') return this.localize.term('composerReview');
    return this.localize.term('composerScheduled', this.localize.exact(published.at));
  }

  #elsewhere() {
    const { localize } = this;
    const { elsewhere } = this.#composer;
    if (elsewhere === 'ended') return html`<p class="note" role="status">${localize.term('composerElsewhere')}</p>`;
    if (elsewhere !== 'conflict') return nothing;
    const settle = (mine: boolean) => () => this.#composer.settle(mine);
    return html`<p class="warning" role="alert">
      ${localize.term('composerConflict')}
      <button class="outlined" type="button" @click=${settle(true)}>${localize.term('composerMine')}</button>
      <button class="outlined" type="button" @click=${settle(false)}>${localize.term('composerOther')}</button>
    </p>`;
  }

  /** What is re-shared has no other kind. */
  #kinds() {
    return this.original
      ? html`<p class="note">${this.localize.term('composerReshare')}</p>`
      : kindChoice(this.#scene, (kind) => kinds[kind].word);
  }

  #text(part: KindPart | undefined, sending: boolean) {
    const { localize } = this;
    const { draft, faults, community } = this.#composer;
    const prompt = part?.prompt
      ? localize.term(part.prompt)
      : community
        ? localize.term('composerPromptIn', community.name)
        : localize.term('composerPrompt');
    const optional = titledPostKinds.includes(draft.kind);
    return html`<div>
      <label for="text" class=${draft.kind === 'update' ? 'visually-hidden' : ''}
        >${localize.term(part?.label ?? 'composerText')}${optional ? html` <small>${localize.term('composerOptional')}</small>` : nothing}</label
      >
      ${writing(this, {
        id: 'text',
        value: draft.text,
        change: (text) => this.#composer.change({ text }),
        limit: limits.post,
        readers: () => ({ community: draft.place, circles: draft.circles, degree: draft.degree }),
        placeholder: prompt,
        required: !optional,
        invalid: !!faults.text,
        describedBy: 'outsiders fault-text',
        busy: sending,
        room: true,
      })}
      ${faultNote('text', this.#scene)}
    </div>`;
  }

  override render() {
    const { localize } = this;
    const composer = this.#composer;
    const { draft, me, status } = composer;
    if (!me)
      return status === 'error'
        ? problemState(composer.error, localize, () => void composer.load())
        : html`<p class="closed" role="status">${localize.term('loading')}</p>`;
    if (composer.barred)
      return html`<div class="closed" part="closed">
        <p>${localize.term(composer.barred === 'nowhere' ? 'composerNowhere' : 'composerMembersOnly')}</p>
        ${composer.barred === 'nowhere' ? nothing : this.#join()}
      </div>`;
    const part = this.#part(draft.kind);
    const sending = status === 'sending';
    const { wait } = composer;
    return html`<form
      part="form"
      aria-label=${localize.term('composerLabel')}
      novalidate
      @submit=${this.#handleSubmit}
      @keydown=${this.#handleKeydown}
      @paste=${this.#handleFiles}
      @drop=${this.#handleFiles}
      @dragover=${this.#handleFiles}
    >
      ${this.#kinds()} ${this.#about()} ${outsiders(draft.circles, localize, 'outsiders')}
      ${part?.fields?.(this.#scene)} ${this.#text(part, sending)} ${this.#attaching?.list()}
      ${faultNote('audience', this.#scene)} ${this.#readers.panel(this.community !== '')} ${scheduleField(this.#scene)}
      ${
        status === 'error' && !composer.wrong.length
          ? html`<p class="problem" role="alert">
              ${
                this.#online.offline
                  ? localize.term('composerOffline')
                  : html`${wait ? localize.term('composerWait', wait) : problemWords(composer.error, localize)}
                    ${localize.term('composerKept')}`
              }
            </p>`
          : this.#online.offline
            ? html`<p class="warning" role="status">${localize.term('composerOffline')}</p>`
            : nothing
      }
      <div class="last" part="actions">
        ${this.#readers.button()}
        ${
          composer.written
            ? html`<button class="quiet" type="button" @click=${() => composer.discard()}>
                ${localize.term('composerDiscard')}
              </button>`
            : nothing
        }
        ${this.#attaching?.button()} ${scheduleButton(this.#scene)}
        <button class="primary" part="publish" aria-disabled=${sending || wait > 0}>
          ${localize.term(sending ? 'composerPublishing' : isScheduled(draft) ? 'composerSchedule' : 'composerPublish')}
        </button>
      </div>
      ${this.#elsewhere()}
      ${
        composer.written && isConfidential(draft.degree)
          ? html`<p class="note">${localize.term('composerNotKept')}</p>`
          : composer.restored
            ? html`<p class="note" role="status">${localize.term('composerRestored')}</p>`
            : nothing
      }
      <p class="done" role="status" .textContent=${this.#done()}></p>
    </form>`;
  }
}
