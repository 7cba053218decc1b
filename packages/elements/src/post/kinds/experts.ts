import type { Post, RichText } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { ExpertsController } from '../../controllers/experts-controller.ts';
import type { PostActionsController } from '../../controllers/post-actions-controller.ts';
import { avatar } from '../../internal/avatar.ts';
import { marked } from '../../internal/marked.ts';
import { labelIn, unitSteps } from '../../internal/names.ts';
import type { ParvisElement } from '../../internal/parvis-element.ts';
import { problemState } from '../../internal/states.ts';
import { byline } from '../byline.ts';

/** People shown at most. */
const most = 4;

const textOf = (node: unknown): string => {
  if (Array.isArray(node)) return node.map(textOf).join(' ');
  if (typeof node !== 'object' || node === null) return '';
  const { text, ...parts } = node as { text?: unknown };
  return typeof text === 'string' ? text : Object.values(parts).map(textOf).join(' ');
};
const plain = (body: RichText): string => textOf(body).replace(/\s+/g, ' ').trim();

/** Who could answer a question: people from the search for people, with why; for one question at a time. */
export class WhoCouldAnswer {
  readonly #host: ParvisElement;
  readonly #actions: PostActionsController;
  readonly #experts: ExpertsController;
  #post = '';
  #self = '';

  constructor(host: ParvisElement, actions: PostActionsController) {
    this.#host = host;
    this.#actions = actions;
    this.#experts = new ExpertsController(host);
  }

  async open(post: Post) {
    this.#post = post.id;
    this.#self = (await this.#actions.me())?.person.id ?? '';
    const q = `${post.title ?? ''} ${plain(post.body)}`.trim().slice(0, limits.query);
    await this.#experts.find({ q, for: 'route', unit: '', site: '' });
  }

  /** Changes whenever what it shows does. */
  get version(): unknown {
    return this.#experts.status + this.#post;
  }

  render(post: Post) {
    const { localize } = this.#host;
    const { status, people, error } = this.#experts;
    if (post.id !== this.#post) return nothing;
    const offered = people.filter(({ person }) => ![this.#self, post.author.id].includes(person.id)).slice(0, most);
    return html`<section class="of-kind experts" part="experts" aria-label=${localize.term('whoTitle')}>
      <h4>${localize.term('whoTitle')}</h4>
      ${
        status === 'error'
          ? problemState(error, localize, this.#experts.again)
          : status !== 'ready'
            ? html`<p class="fine" role="status">${localize.term('loading')}</p>`
            : html`<p class="fine" role="status">${localize.term(offered.length ? 'whoHint' : 'whoNobody')}</p>`
      }
      ${
        offered.length
          ? html`<ul>
              ${offered.map(({ person, reasons }) => {
                const [reason] = reasons;
                const label = reason?.label ? labelIn(reason.label, localize.language) : '';
                return html`<li>
                  ${avatar(person)}<span>${byline(person)}</span>
                  <span class="fine" dir="auto"
                    >${[person.title, person.unit && unitSteps(person.unit).at(-1)].filter(Boolean).join(' · ')}</span
                  >
                  ${
                    reason
                      ? html`<span class="fine" dir="auto"
                          >${localize.term('whoBecause')} ${label || marked(reason.text, reason.marks)}</span
                        >`
                      : nothing
                  }
                </li>`;
              })}
            </ul>`
          : nothing
      }
    </section>`;
  }
}
