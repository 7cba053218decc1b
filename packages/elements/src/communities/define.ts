import { define } from '../internal/define.ts';
import { ParvisCommunities } from './communities.ts';

define(ParvisCommunities);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-communities': ParvisCommunities;
  }
}
