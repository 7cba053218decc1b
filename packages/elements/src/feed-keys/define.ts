import { register } from '../internal/register.ts';
import { ParvisFeedKeys } from './feed-keys.ts';

register(ParvisFeedKeys);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-feed-keys': ParvisFeedKeys;
  }
}
