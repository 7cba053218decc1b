import { define } from '../internal/define.ts';
import { ParvisModeration } from './moderation.ts';

define(ParvisModeration);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-moderation': ParvisModeration;
  }
}
