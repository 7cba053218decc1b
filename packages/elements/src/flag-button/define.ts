import { register } from '../internal/register.ts';
import { ParvisFlagButton } from './flag-button.ts';

register(ParvisFlagButton);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-flag-button': ParvisFlagButton;
  }
}
