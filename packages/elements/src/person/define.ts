import { register } from '../internal/register.ts';
import { ParvisPerson } from './person.ts';
// The card that it opens.
import '../profile-card/define.ts';

register(ParvisPerson);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-person': ParvisPerson;
  }
}
