import { define } from '../internal/define.ts';
import { ParvisFlagButton } from './flag-button.ts';

define(ParvisFlagButton);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-flag-button': ParvisFlagButton;
  }
}
