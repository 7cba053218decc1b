import { register } from '../internal/register.ts';
import { ParvisCharter } from './charter.ts';

register(ParvisCharter);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-charter': ParvisCharter;
  }
}
