import { define } from '../internal/define.ts';
import { ParvisCount } from './count.ts';

define(ParvisCount);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-count': ParvisCount;
  }
}
