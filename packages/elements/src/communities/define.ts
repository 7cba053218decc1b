import { register } from '../internal/register.ts';
import { ParvisCommunities } from './communities.ts';

register(ParvisCommunities);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-communities': ParvisCommunities;
  }
}
