import type { Post } from '@parvis/contracts';
import { html, nothing } from 'lit';
import type { PostActionsController, PostState } from '../../controllers/post-actions-controller.ts';
import type { ParvisElement } from '../../internal/parvis-element.ts';
import { announcementPart } from './announcement.ts';
import { ideaPart } from './idea.ts';
import { kudosPart } from './kudos.ts';
import { originalPart } from './original.ts';
import { pollPart } from './poll.ts';

/** What posts have of their kind alone, under their text. Loaded when the first such post is seen. */
export class Kinds {
  readonly #host: ParvisElement;
  readonly #actions: PostActionsController;

  constructor(host: ParvisElement, actions: PostActionsController) {
    this.#host = host;
    this.#actions = actions;
  }

  render(post: Post, state: PostState) {
    const scene = { host: this.#host, actions: this.#actions, post, state };
    const { poll, idea, kudos, announcement, original } = post;
    return html`<div class="of-kind">
      ${poll ? pollPart(scene, poll) : nothing} ${idea ? ideaPart(scene, idea) : nothing}
      ${kudos ? kudosPart(scene, kudos) : nothing} ${announcement ? announcementPart(scene, announcement) : nothing}
      ${original ? originalPart(scene, original) : nothing}
    </div>`;
  }
}
