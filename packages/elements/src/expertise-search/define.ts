import { define } from '../internal/define.ts';
import { ParvisExpertiseSearch } from './expertise-search.ts';
// The card that the names open.
import '../profile-card/define.ts';

define(ParvisExpertiseSearch);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-expertise-search': ParvisExpertiseSearch;
  }
}
