import { register } from '../internal/register.ts';
import { ParvisProvider } from './provider.ts';

register(ParvisProvider);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-provider': ParvisProvider;
  }
}
