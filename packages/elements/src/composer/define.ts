import { register } from '../internal/register.ts';
import { ParvisComposer } from './composer.ts';

register(ParvisComposer);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-composer': ParvisComposer;
  }
}
