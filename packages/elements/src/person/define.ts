import { define } from '../internal/define.ts';
import { ParvisPerson } from './person.ts';
// The card that it opens.
import '../profile-card/define.ts';

define(ParvisPerson);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-person': ParvisPerson;
  }
}
