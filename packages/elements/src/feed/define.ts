import { define } from '../internal/define.ts';
import { ParvisFeed } from './feed.ts';

define(ParvisFeed);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-feed': ParvisFeed;
  }
}
