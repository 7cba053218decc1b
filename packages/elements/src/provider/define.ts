import { define } from '../internal/define.ts';
import { ParvisProvider } from './provider.ts';

define(ParvisProvider);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-provider': ParvisProvider;
  }
}
