import { register } from '../internal/register.ts';
import { ParvisFeed } from './feed.ts';

register(ParvisFeed);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-feed': ParvisFeed;
  }
}
