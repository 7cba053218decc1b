import { register } from '../internal/register.ts';
import { ParvisPost } from './post.ts';

register(ParvisPost);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-post': ParvisPost;
  }
}
