import type { IdeaHistory, Post } from '@parvis/contracts';
import { ideaStatuses, limits } from '@parvis/contracts/tables';
import type { IdeaStatus } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { byline } from '../byline.ts';
import { type Scene, doing, refocus } from './scene.ts';

type Idea = NonNullable<Post['idea']>;

const statusTerms = {
  new: 'ideaNew',
  heard: 'ideaHeard',
  planned: 'ideaPlanned',
  done: 'ideaDone',
  declined: 'ideaDeclined',
} as const satisfies Record<IdeaStatus, string>;

/** Loaded steps by the idea as it was then: one that was moved meanwhile has others. */
const histories = new WeakMap<Idea, IdeaHistory>();

const moveForm = (scene: Scene, idea: Idea) => {
  const { host, actions, post } = scene;
  const { localize } = host;
  const back = () => {
    actions.set(post.id, { kind: undefined, error: undefined });
    void refocus(host, post.id, '.of-kind .move');
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const status = String(data.get('status')) as IdeaStatus;
    const reason = String(data.get('reason') ?? '').trim();
    const incomplete = status === 'declined' && !reason;
    actions.set(post.id, { kind: { moving: true, incomplete } });
    if (incomplete) return void refocus(host, post.id, '.of-kind textarea');
    void actions
      .apply(post.id, ({ posts }) => posts.setStatus(post.id, { status, ...(reason && { reason }) }))
      .then((done) => done && back());
  };
  // What was said of one step is not said of the next.
  const turn = (event: Event) => {
    const reason = (event.target as HTMLElement).closest('form')!.querySelector('textarea')!;
    if (reason.value === idea.reason) reason.value = '';
  };
  const { incomplete } = doing(scene);
  return html`<form novalidate @submit=${submit} @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && back()}>
    <label
      >${localize.term('ideaStatus')}
      <select name="status" @change=${turn}>
        ${ideaStatuses.map(
          (status) =>
            html`<option value=${status} ?selected=${status === idea.status}>
              ${localize.term(statusTerms[status])}
            </option>`,
        )}
      </select>
    </label>
    <label
      >${localize.term('ideaReason')}
      <textarea
        name="reason"
        rows="2"
        maxlength=${limits.ideaReason}
        aria-invalid=${!!incomplete}
        aria-describedby="idea-hint-${post.id}"
        .value=${idea.reason ?? ''}
      ></textarea>
    </label>
    ${incomplete ? html`<p class="problem" role="alert">${localize.term('ideaReasonNeeded')}</p>` : nothing}
    <p class="fine" id="idea-hint-${post.id}">${localize.term('ideaReasonHint')}</p>
    <div class="row">
      <button class="primary">${localize.term('save')}</button>
      <button class="quiet" type="button" @click=${back}>${localize.term('cancel')}</button>
    </div>
  </form>`;
};

export const ideaPart = (scene: Scene, idea: Idea) => {
  const { host, actions, post } = scene;
  const { localize } = host;
  const history = histories.get(idea);
  const show = async (event: Event) => {
    if (!(event.target as HTMLDetailsElement).open || history) return;
    const loaded = await actions.ask(post.id, ({ posts }) => posts.statuses(post.id));
    if (!loaded) return;
    histories.set(idea, loaded);
    // A state of its own, so that the post is drawn again.
    actions.set(post.id, {});
  };
  const move = () => {
    actions.set(post.id, { kind: { moving: true } });
    void refocus(host, post.id, '.of-kind select');
  };
  return html`
    <p class="row">
      <span class="status" data-status=${idea.status}>${localize.term(statusTerms[idea.status])}</span>
      ${
        idea.status === 'new'
          ? nothing
          : html`<time class="fine" datetime=${idea.at} title=${localize.exact(idea.at)}
              >${localize.ago(idea.at)}</time
            >`
      }
      ${
        post.abilities.setStatus && !doing(scene).moving
          ? html`<button class="quiet move" type="button" @click=${move}>${localize.term('ideaMove')}</button>`
          : nothing
      }
    </p>
    ${idea.reason ? html`<p dir="auto">${idea.reason}</p>` : nothing}
    ${post.abilities.setStatus && doing(scene).moving ? moveForm(scene, idea) : nothing}
    ${
      idea.status === 'new'
        ? nothing
        : html`<details @toggle=${show}>
            <summary class="fine">${localize.term('ideaHistory')}</summary>
            ${
              history
                ? html`<ol class="steps">
                    ${history.items.map(
                      (step) =>
                        html`<li>
                          <b>${localize.term(statusTerms[step.status])}</b>,
                          <time datetime=${step.at} title=${localize.exact(step.at)}
                            >${localize.date(step.at, 'year')}</time
                          >
                          ${step.by ? html`· ${byline(step.by)}` : nothing}
                          ${step.reason ? html`<br /><span dir="auto">${step.reason}</span>` : nothing}
                        </li>`,
                    )}
                  </ol>`
                : html`<p class="fine" role="status">${localize.term('loading')}</p>`
            }
          </details>`
    }
  `;
};
