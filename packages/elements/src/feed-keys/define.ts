import { define } from '../internal/define.ts';
import { ParvisFeedKeys } from './feed-keys.ts';

define(ParvisFeedKeys);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-feed-keys': ParvisFeedKeys;
  }
}
