import { register } from '../internal/register.ts';
import { ParvisCount } from './count.ts';

register(ParvisCount);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-count': ParvisCount;
  }
}
