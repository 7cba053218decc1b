import { register } from '../internal/register.ts';
import { ParvisDiscussion } from './discussion.ts';

register(ParvisDiscussion);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-discussion': ParvisDiscussion;
  }
}
