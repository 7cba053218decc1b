import type { Post } from '@parvis/contracts';
import type { PostActionsController, PostState } from '../../controllers/post-actions-controller.ts';
import type { ParvisElement } from '../../internal/parvis-element.ts';

/** What somebody is doing in the part of a post that is of its kind. */
export type Doing = {
  /** The answer to a poll is being changed. */
  changing?: boolean;
  /** An idea is being moved. */
  moving?: boolean;
  /** It was sent without what it needs. */
  incomplete?: boolean;
};

export type Scene = { host: ParvisElement; actions: PostActionsController; post: Post; state: PostState };

export const doing = ({ state }: Scene): Doing => (state.kind ?? {}) as Doing;

/** Brings the focus back to where it was before what had it went away. */
export async function refocus(host: ParvisElement, post: string, selector: string) {
  await host.updateComplete;
  const article = host.renderRoot.querySelector<HTMLElement>(`article[data-id="${CSS.escape(post)}"]`);
  (article?.querySelector<HTMLElement>(selector) ?? article)?.focus();
}
