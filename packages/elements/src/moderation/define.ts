import { register } from '../internal/register.ts';
import { ParvisModeration } from './moderation.ts';

register(ParvisModeration);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-moderation': ParvisModeration;
  }
}
