import { define } from '../internal/define.ts';
import { ParvisPost } from './post.ts';

define(ParvisPost);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-post': ParvisPost;
  }
}
