import { define } from '../internal/define.ts';
import { ParvisDiscussion } from './discussion.ts';

define(ParvisDiscussion);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-discussion': ParvisDiscussion;
  }
}
