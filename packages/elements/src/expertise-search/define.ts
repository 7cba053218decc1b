import { register } from '../internal/register.ts';
import { ParvisExpertiseSearch } from './expertise-search.ts';
// The card that the names open.
import '../profile-card/define.ts';

register(ParvisExpertiseSearch);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-expertise-search': ParvisExpertiseSearch;
  }
}
