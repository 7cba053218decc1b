import { define } from '../internal/define.ts';
import { ParvisComposer } from './composer.ts';

define(ParvisComposer);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-composer': ParvisComposer;
  }
}
