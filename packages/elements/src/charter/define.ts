import { define } from '../internal/define.ts';
import { ParvisCharter } from './charter.ts';

define(ParvisCharter);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-charter': ParvisCharter;
  }
}
