import type { Post } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import check from 'lucide/dist/esm/icons/check.mjs';
import { icon } from '../../internal/icons.ts';
import { type Scene, doing, refocus } from './scene.ts';

type Poll = NonNullable<Post['poll']>;

const checkIcon = icon(check);

export const isOver = ({ closed, closesAt }: Poll): boolean => closed || Date.parse(closesAt) <= Date.now();

/** As the server will answer. */
const answered = (post: Post, chosen: string[]): Post => {
  const poll = post.poll!;
  return {
    ...post,
    poll: { ...poll, answered: true, mine: poll.secret ? [] : chosen },
    abilities: { ...post.abilities, answer: post.abilities.answer && !poll.secret },
  };
};

const form = (scene: Scene, poll: Poll) => {
  const { host, actions, post } = scene;
  const { localize } = host;
  const submit = (event: Event) => {
    event.preventDefault();
    const field = event.target as HTMLFormElement;
    const chosen = new FormData(field).getAll('option').map(String);
    if (chosen.length === 0) {
      field.querySelector<HTMLElement>('input')?.focus();
      actions.set(post.id, { kind: { ...doing(scene), incomplete: true } });
      return;
    }
    const done = actions.apply(post.id, ({ posts }) => posts.answer(post.id, chosen), answered(post, chosen));
    actions.set(post.id, { kind: undefined });
    void done.then((ok) => {
      if (ok) actions.tell(post.id, localize.term(poll.secret ? 'pollAnsweredSecret' : 'pollAnswered'));
    });
    void refocus(host, post.id, '.of-kind .change');
  };
  const hint = `poll-hint-${post.id}`;
  return html`<form @submit=${submit}>
    <fieldset aria-describedby=${hint}>
      <legend>${localize.term(poll.multiple ? 'pollChooseSeveral' : 'pollChooseOne')}</legend>
      ${poll.options.map(
        ({ id, label }) =>
          html`<label class="option"
            ><input
              type=${poll.multiple ? 'checkbox' : 'radio'}
              name="option"
              value=${id}
              .checked=${live(poll.mine.includes(id))}
            /><span dir="auto" lang=${post.language ?? nothing}>${label}</span></label
          >`,
      )}
    </fieldset>
    ${doing(scene).incomplete ? html`<p class="problem" role="alert">${localize.term('pollChooseFirst')}</p>` : nothing}
    <p class="fine" id=${hint}>${localize.term(poll.secret ? 'pollSecretHint' : 'pollOpenHint', poll.step)}</p>
    <div class="row">
      <button class="primary">${localize.term('pollAnswer')}</button>
      ${
        doing(scene).changing
          ? html`<button class="quiet" type="button" @click=${() => actions.set(post.id, { kind: undefined })}>
              ${localize.term('cancel')}
            </button>`
          : nothing
      }
    </div>
  </form>`;
};

const results = ({ host: { localize }, post }: Scene, { options, answers, mine, multiple }: Poll) =>
  html`<ul class="results" aria-label=${localize.term('pollResults')}>
    ${options.map(({ id, label, count }) => {
      const chosen = mine.includes(id);
      return html`<li class=${chosen ? 'mine' : ''}>
        <b dir="auto"
          ><span lang=${post.language ?? nothing}>${label}</span>
          ${chosen ? html`${checkIcon}<span class="visually-hidden">${localize.term('pollMine')}</span>` : nothing}</b
        >
        ${
          count === null
            ? nothing
            : html`<span
                  >${localize.term('pollShare', localize.number(count), Math.round((100 * count) / answers!))}</span
                >
                <progress aria-hidden="true" max=${answers!} value=${count}></progress>`
        }
      </li>`;
    })}
    ${answers === null ? nothing : html`<li class="fine">${localize.term('pollCounted', answers, multiple)}</li>`}
  </ul>`;

/** What is to be said of what is not told (yet). */
const untold = (poll: Poll) => {
  if (poll.answers !== null) return undefined;
  if (isOver(poll)) return 'pollTooFew';
  return poll.secret ? 'pollAtClosing' : 'pollFrom';
};

export const pollPart = (scene: Scene, poll: Poll) => {
  const { host, actions, post } = scene;
  const { localize } = host;
  const over = isOver(poll);
  const may = post.abilities.answer && !over;
  const writing = may && (!poll.answered || doing(scene).changing === true);
  const nothingYet = untold(poll);
  const change = () => {
    actions.set(post.id, { kind: { changing: true } });
    void refocus(host, post.id, '.of-kind input:checked, .of-kind input');
  };
  return html`
    ${writing ? form(scene, poll) : nothing} ${!writing || poll.answers !== null ? results(scene, poll) : nothing}
    ${
      !nothingYet || writing
        ? nothing
        : html`<p class="fine">
            ${over && !poll.closed ? localize.term('pollCounting') : localize.term(nothingYet, poll.step)}
          </p>`
    }
    <p class="fine row">
      <span
        >${localize.term(poll.secret ? 'pollSecret' : 'pollOpen')} ·
        <time datetime=${poll.closesAt} title=${localize.exact(poll.closesAt)}
          >${localize.term(over ? 'pollClosed' : 'pollCloses', localize.date(poll.closesAt, 'moment'))}</time
        ></span
      >
      ${poll.answered && poll.secret ? html`<span class="done-by-me">${checkIcon}${localize.term('pollDone')}</span>` : nothing}
      ${
        may && poll.answered && !writing
          ? html`<button class="quiet change" type="button" @click=${change}>${localize.term('pollChange')}</button>`
          : nothing
      }
    </p>
  `;
};
